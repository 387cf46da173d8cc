// What an app's service worker does: keep everything the app needs on the device, so that it starts without a network.
// The app's src/sw.ts is one line: `precache('/wallet/', __PRECACHE__, __VERSION__)`; the build fills both in. A file
// that is filtered out of the list is kept when it is first used.
// A new version waits until no page uses the old one, or until the page asks for it: nobody loses a half-filled form.

declare global {
  /** Addresses of the app's files; only in src/sw.ts. */
  const __PRECACHE__: string[];
  /** A hash of their content; only in src/sw.ts. */
  const __VERSION__: string;
}

/** Installs the handlers. The worker touches only the app's own files: never the API, never another app. */
export function precache(base: string, files: string[], version: string): void {
  const worker = self as unknown as ServiceWorkerGlobalScope;
  const prefix = `app:${base}:`;
  const name = prefix + version;

  worker.addEventListener('install', (e) => e.waitUntil(fill(name, files)));
  worker.addEventListener('activate', (e) => e.waitUntil(dropOthers(prefix, name).then(() => worker.clients.claim())));
  worker.addEventListener('message', (e) => {
    if (e.data === 'take-over') void worker.skipWaiting();
  });
  worker.addEventListener('fetch', (e) => {
    const url = new URL(e.request.url);
    if (e.request.method !== 'GET' || url.origin !== worker.location.origin || !url.pathname.startsWith(base)) return;
    const key = e.request.mode === 'navigate' ? base : url.pathname;
    if (files.includes(key) || key.startsWith(`${base}assets/`)) e.respondWith(kept(name, key, e.request));
  });
}

async function fill(name: string, files: string[]): Promise<void> {
  const cache = await caches.open(name);
  await cache.addAll(files.map((file) => new Request(file, { cache: file.includes('/assets/') ? 'default' : 'reload' })));
}

async function dropOthers(prefix: string, name: string): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((n) => n.startsWith(prefix) && n !== name).map((n) => caches.delete(n)));
}

async function kept(name: string, key: string, request: Request): Promise<Response> {
  const cache = await caches.open(name);
  const found = await cache.match(key);
  if (found) return found;
  const answer = await fetch(request); // left out of the list (large, seldom needed), or dropped by the browser
  if (answer.ok && key.includes('/assets/')) await cache.put(key, answer.clone());
  return answer;
}
