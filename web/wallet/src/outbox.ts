// Notifications to the issuer that wait until it has received them: at once, when the network comes back, at the next start.
import { ApiError } from '@lib/api';
import { signal } from '@preact/signals';
import { sendNotification } from './vci/request';
import type { Pending, State } from './store/state';
import { save, state } from './wallet';

const [first, longest] = [4_000, 120_000]; // milliseconds between tries

/** Whether the last try did not get through. */
export const unheard = signal(false);

let running: Promise<void> | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let pause = first;

/** Sends what waits. Never throws: what could not be sent stays and is tried again. */
export function deliver(): Promise<void> {
  running ??= sendAll().finally(() => {
    running = undefined;
  });
  return running;
}

/** Sends what waits now, and again whenever that may have become possible. */
export function deliverFromNowOn(): void {
  addEventListener('online', () => void deliver());
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void deliver());
  void deliver();
}

async function sendAll(): Promise<void> {
  clearTimeout(timer);
  let again = false;
  for (const pending of state.value.outbox) if (!pending.lapsed && !(await send(pending))) again = true;
  unheard.value = again;
  if (!again) {
    pause = first;
    return;
  }
  timer = setTimeout(() => void deliver(), pause);
  pause = Math.min(pause * 2, longest);
}

/** Whether it needs no other try. */
async function send(p: Pending): Promise<boolean> {
  try {
    await sendNotification(p.endpoint, p.token, p.notification, p.event);
  } catch (err) {
    if (!(err instanceof ApiError) || err.status < 400 || err.status >= 500 || err.status === 429) return false;
    return settle((s) => ({ ...s, outbox: lapsed(s.outbox, p) }));
  }
  return settle((s) => confirmed(s, p, Date.now()));
}

async function settle(by: (s: State) => State): Promise<boolean> {
  try {
    await save(by);
    return true;
  } catch {
    return false; // the disk is full, say: it is sent again, which changes nothing at the issuer
  }
}

/** The outbox after the issuer refused: an acceptance stays as a thing to be settled with an officer, others are dropped. */
export function lapsed(outbox: Pending[], p: Pending): Pending[] {
  const others = outbox.filter((o) => o.notification !== p.notification);
  return p.event === 'credential_accepted' ? [...others, { ...p, lapsed: true }] : others;
}

/** The state after the issuer took a notification. An accepted card keeps its key to itself. */
export function confirmed(s: State, p: Pending, at: number): State {
  const rest = { ...s, outbox: s.outbox.filter((o) => o.notification !== p.notification) };
  if (p.event !== 'credential_accepted') return rest;
  return { ...rest, confirmed: { ...s.confirmed, [p.card]: at }, openKey: s.openKey === p.key ? '' : s.openKey };
}
