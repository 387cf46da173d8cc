// A small router over the History API. Every screen has an address below the app's base ("/office"), so that back,
// reload and a link in a message work. Addresses hold ids, never names or numbers of people.
//
//   <Router base="/office" title="Jemput" routes={[{ path: '/', view: Board }, { path: '/kunjungan/:id', view: lazy(() => import('./visit')) }]} />
//
// A view gets `params`. `<Link to="/kunjungan/…">` and navigate() take paths below the base.
import { signal } from '@preact/signals';
import type { ComponentChildren, ComponentType, JSX } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';

export type Params = Record<string, string>;
export type View = ComponentType<{ params: Params }>;
export type Route = { path: string; view: View };
export type Place = { path: string; query: URLSearchParams };

let base = '';

/** Where the person is, below the base. Read it in a component to be drawn again on every move. */
export const place = signal<Place>({ path: '/', query: new URLSearchParams() });

/** The parameters of a path if it matches a pattern such as /kunjungan/:id, else undefined. */
export function match(pattern: string, path: string): Params | undefined {
  const [want, have] = [pattern.split('/').filter(Boolean), path.split('/').filter(Boolean)];
  if (want.length !== have.length) return undefined;
  const params: Params = {};
  for (const [i, part] of want.entries()) {
    const got = have[i] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = decode(got);
    else if (part !== got) return undefined;
  }
  return params;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a stray % that somebody typed
  }
}

/** The full address of a path below the base. */
export function href(to: string): string {
  return base + to;
}

/** Goes to a path below the base; replace leaves no way back to here. */
export function navigate(to: string, o: { replace?: boolean } = {}): void {
  history.replaceState({ ...(history.state as object), top: scrollY }, '');
  history[o.replace ? 'replaceState' : 'pushState']({}, '', href(to));
  read();
}

/** Changes the query of the current address in place: a filter that survives a reload. */
export function setQuery(query: Record<string, string | undefined>): void {
  const next = new URLSearchParams(place.peek().query);
  for (const [key, value] of Object.entries(query)) {
    if (value) next.set(key, value);
    else next.delete(key);
  }
  const text = next.toString();
  history.replaceState(history.state, '', href(place.peek().path) + (text ? `?${text}` : '') + location.hash);
  place.value = { path: place.peek().path, query: next };
}

function read(): void {
  const inside = location.pathname.startsWith(base) ? location.pathname.slice(base.length) : '/';
  place.value = { path: inside || '/', query: new URLSearchParams(location.search) };
}

/** Draws the first route that matches. The heading of a new screen gets the focus, so that a screen reader says where we are. */
export function Router(p: { base: string; title: string; routes: Route[]; missing?: View }): JSX.Element | null {
  useState(() => {
    base = p.base;
    history.scrollRestoration = 'manual';
    read(); // before the first drawing: the first screen is the right one
  });
  useLayoutEffect(() => {
    addEventListener('popstate', read);
    return () => removeEventListener('popstate', read);
  }, []);
  const { path } = place.value;
  useLayoutEffect(() => {
    document.title = p.title;
  }, [path]);
  useArrival(path);
  for (const route of p.routes) {
    const params = match(route.path, path);
    if (params) return <route.view key={path} params={params} />;
  }
  return p.missing ? <p.missing params={{}} /> : null;
}

function useArrival(path: string): void {
  const [first, setFirst] = useState(true);
  useEffect(() => {
    if (first) {
      setFirst(false);
      return;
    }
    const top = (history.state as { top?: number } | null)?.top ?? 0;
    scrollTo(0, top);
    const heading = document.querySelector<HTMLElement>('main h1');
    if (!heading || document.querySelector('[autofocus]')) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }, [path]);
}

/** Names the screen in the browser's tab: "Kunjungan – Jemput". */
export function useTitle(screen: string, app: string): void {
  useEffect(() => {
    document.title = screen ? `${screen} – ${app}` : app;
  }, [screen, app]);
}

type LinkProps = { to: string; class?: string; current?: boolean; label?: string; children: ComponentChildren };

/** A link inside the app. `current` marks it as the screen we are on. */
export function Link({ to, current, label, children, ...rest }: LinkProps): JSX.Element {
  const go = (e: MouseEvent) => {
    if (e.button !== 0 || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return; // a new tab, say
    e.preventDefault();
    navigate(to);
  };
  return <a {...rest} href={href(to)} onClick={go} aria-current={current ? 'page' : undefined} aria-label={label}>{children}</a>;
}

/** A view whose code is fetched when it is first shown. The module's default export is the view. */
export function lazy(load: () => Promise<{ default: View }>, waiting?: ComponentType): View {
  let loaded: View | undefined;
  return function Lazy({ params }) {
    const [View, set] = useState<View | undefined>(() => loaded);
    const [failed, fail] = useState<unknown>();
    useEffect(() => {
      if (View) return;
      load().then((m) => {
        loaded = m.default;
        set(() => m.default);
      }, fail);
    }, []);
    if (failed) throw failed;
    if (View) return <View params={params} />;
    const Waiting = waiting;
    return Waiting ? <Waiting /> : null;
  };
}
