// Live events of the server (Server-Sent Events). A lost connection comes back by itself, more slowly each time.
export type LinkState = 'open' | 'waiting';
export type EventOptions = { onState?: (state: LinkState) => void };
type Handlers = Record<string, (data: never) => void>;

const [first, longest] = [1_000, 30_000]; // milliseconds between attempts

/**
 * Listens until the returned function is called. Each handler gets the JSON of the event of its name:
 * `const stop = events('/api/v1/…/live', { count: (c: Count) => … })`. After a gap the server sends what is current.
 */
export function events(url: string, handlers: Handlers, o: EventOptions = {}): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pause = first;

  const open = () => {
    clearTimeout(timer);
    source?.close();
    source = new EventSource(url);
    source.onopen = () => {
      pause = first;
      o.onState?.('open');
    };
    source.onerror = () => {
      source?.close(); // the browser gives up for good after an HTTP error, we do not
      o.onState?.('waiting');
      clearTimeout(timer);
      timer = setTimeout(open, pause * (0.75 + Math.random() / 2)); // spread, so that all tablets don't return at once
      pause = Math.min(pause * 2, longest);
    };
    for (const [name, handle] of Object.entries(handlers)) {
      source.addEventListener(name, (e) => (handle as (data: unknown) => void)(JSON.parse((e as MessageEvent<string>).data)));
    }
  };
  const again = () => {
    pause = first;
    open();
  };
  addEventListener('online', again);
  open();
  return () => {
    removeEventListener('online', again);
    clearTimeout(timer);
    source?.close();
  };
}
