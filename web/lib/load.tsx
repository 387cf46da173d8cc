// Data that a screen loads: waiting, there, or failed with a way to try again. What was there stays while it is loaded anew.
import type { ComponentChildren, JSX } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from './api';
import { ErrorState, Skeleton } from './ui/states';

export type Loaded<T> = { data?: T; error?: unknown; loading: boolean; reload: () => void; set: (data: T) => void };

/** Loads on the first drawing and whenever a dependency changes; an answer that comes too late is dropped. */
export function useLoad<T>(load: (signal: AbortSignal) => Promise<T>, deps: readonly unknown[]): Loaded<T> {
  const [state, setState] = useState<{ data?: T; error?: unknown; loading: boolean }>({ loading: true });
  const [round, setRound] = useState(0);
  const latest = useRef(load);
  latest.current = load;
  useEffect(() => {
    const stop = new AbortController();
    setState((s) => ({ ...s, loading: true }));
    latest.current(stop.signal).then(
      (data) => !stop.signal.aborted && setState({ data, loading: false }),
      (error: unknown) => {
        if (!stop.signal.aborted && !(error instanceof ApiError && error.code === 'canceled')) setState((s) => ({ ...s, error, loading: false }));
      },
    );
    return () => stop.abort();
  }, [...deps, round]);
  const reload = useCallback(() => setRound((n) => n + 1), []);
  const set = useCallback((data: T) => setState({ data, loading: false }), []);
  return { ...state, reload, set };
}

/** Draws one of the three: a skeleton (or `waiting`), the error with a retry, or the data. */
export function Load<T>(p: { from: Loaded<T>; waiting?: ComponentChildren; children: (data: T) => ComponentChildren }): JSX.Element {
  const { data, error, reload } = p.from;
  if (error !== undefined && data === undefined) return <ErrorState error={error} retry={reload} />;
  if (data === undefined) return <>{p.waiting ?? <Skeleton lines={4} />}</>;
  return <>{p.children(data)}</>;
}

export type Action<A extends unknown[]> = { run: (...args: A) => Promise<void>; busy: boolean; error?: unknown; clear: () => void };

/** Something a person sets off: busy while it runs (a second press does nothing), and the error kept until the next try. */
export function useAction<A extends unknown[]>(act: (...args: A) => Promise<void>): Action<A> {
  const [state, setState] = useState<{ busy: boolean; error?: unknown }>({ busy: false });
  const running = useRef(false);
  const run = async (...args: A) => {
    if (running.current) return;
    running.current = true;
    setState({ busy: true });
    try {
      await act(...args);
      setState({ busy: false });
    } catch (error) {
      setState({ busy: false, error });
    } finally {
      running.current = false;
    }
  };
  return { run, ...state, clear: () => setState({ busy: false }) };
}
