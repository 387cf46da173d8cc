// Whether the server can be reached, and what is tried again by itself when it cannot. Losing the network is
// everyday life at a visit: it is said once, calmly, and nothing on the screen goes away.
import { computed, signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { ApiError } from '@lib/api';
import { events } from '@lib/events';
import { useLoad, type Loaded } from '@lib/load';
import { online } from '@lib/offline';

const waiting = signal(0); // streams and loads that wait for the network
const pause = 4_000; // milliseconds until a load is tried again

/** Whether something is being tried again for want of a network. */
export const lost = computed(() => !online.value || waiting.value > 0);

/** Whether an error is the network's and may be gone at the next try. */
export function isLost(err: unknown): boolean {
  return err instanceof ApiError && (err.code === 'offline' || err.code === 'timeout' || [502, 503, 504].includes(err.status));
}

/** Loads as useLoad does, and tries again by itself as long as the network is what is missing. */
export function useSteady<T>(load: (signal: AbortSignal) => Promise<T>, deps: readonly unknown[]): Loaded<T> {
  const loaded = useLoad(load, deps);
  const { error, loading, reload } = loaded;
  const failed = isLost(error) && !loading;
  useEffect(() => {
    if (!failed) return undefined;
    const timer = setTimeout(reload, pause);
    addEventListener('online', reload);
    return () => {
      clearTimeout(timer);
      removeEventListener('online', reload);
    };
  }, [failed]);
  useWaiting(isLost(error));
  return loaded;
}

/** Listens to one event of a stream while the component is drawn; not at all without an address. */
export function useLive<T>(url: string | undefined, name: string, take: (data: T) => void): void {
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    if (url === undefined) return undefined;
    let gone = false;
    const say = (now: boolean) => {
      if (now !== gone) waiting.value += now ? 1 : -1;
      gone = now;
    };
    const stop = events(url, { [name]: (data: T) => latest.current(data) }, { onState: (s) => say(s === 'waiting') });
    return () => {
      stop();
      say(false);
    };
  }, [url, name]);
}

function useWaiting(yes: boolean): void {
  useEffect(() => {
    if (!yes) return undefined;
    waiting.value += 1;
    return () => {
      waiting.value -= 1;
    };
  }, [yes]);
}
