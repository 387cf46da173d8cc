// The page's side of the service worker (worker.ts), and whether there is a network.
import { signal } from '@preact/signals';

/** Whether the device believes it has a network. It may be wrong: an API call decides. */
export const online = signal(typeof navigator === 'undefined' || navigator.onLine !== false);
/** Whether a new version waits. Show a quiet hint, and call takeUpdate() when the person agrees. */
export const updateReady = signal(false);

let waiting: ServiceWorker | null = null;

/** Registers /app/sw.js and watches for new versions; does nothing where there are no service workers. */
export async function keepOffline(base: string): Promise<void> {
  addEventListener('online', () => (online.value = true));
  addEventListener('offline', () => (online.value = false));
  if (!('serviceWorker' in navigator)) return;
  try {
    const registration = await navigator.serviceWorker.register(`${base}sw.js`, { scope: base, updateViaCache: 'none' });
    watch(registration);
  } catch {
    // refused (a private window, say): the app works as long as there is a network
  }
}

function watch(registration: ServiceWorkerRegistration): void {
  const ready = (worker: ServiceWorker | null) => {
    if (!worker || !navigator.serviceWorker.controller) return; // the first version is no update
    waiting = worker;
    updateReady.value = true;
  };
  ready(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => worker.state === 'installed' && ready(worker));
  });
}

/** Starts the waiting version and loads the page anew. */
export function takeUpdate(): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  waiting?.postMessage('take-over');
}
