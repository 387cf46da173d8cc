// Who is logged in. A session that ends under an open screen is renewed over it, so that nothing typed is lost.
import { signal } from '@preact/signals';
import { api, ApiError, onSessionLost } from '@lib/api';
import type { DemoAccount, Session } from '@lib/contract/staff';
import { work } from './workplace';

/** undefined: not known yet. null: nobody. */
export const session = signal<Session | null | undefined>(undefined);
/** The session ended while somebody was logged in. */
export const expired = signal(false);

onSessionLost(() => {
  if (session.value) expired.value = true;
  else session.value = null;
});

/** Asks who is logged in. Fails only when the server cannot be asked. */
export async function resume(signal: AbortSignal): Promise<void> {
  try {
    session.value = await api.get<Session>('/api/v1/session', { signal });
  } catch (err) {
    if (!(err instanceof ApiError) || err.status !== 401) throw err;
    session.value = null;
  }
}

export async function login(name: string, password: string): Promise<void> {
  started(await api.post<Session>('/api/v1/session', { login: name, password }));
}

/** Logs in to the demo without a password. */
export async function demoLogin(name: string): Promise<void> {
  started(await api.post<Session>('/api/v1/demo/session', { login: name }));
}

function started(s: Session): void {
  const other = session.peek() && session.peek()?.officer.id !== s.officer.id;
  session.value = s;
  expired.value = false;
  if (other) location.reload(); // another officer took the tablet: nothing of the one before stays on it
}

/** Leaves an ended session for good, and what was typed with it. */
export function giveUp(): void {
  expired.value = false;
  session.value = null;
}

export async function logout(): Promise<void> {
  await api.del('/api/v1/session');
  work(undefined);
  session.value = null;
}

/** The demo's accounts that may work here, the first of each role; none anywhere else. */
export async function demoAccounts(signal: AbortSignal): Promise<DemoAccount[]> {
  try {
    const { accounts } = await api.get<{ accounts: DemoAccount[] }>('/api/v1/demo/accounts', { signal });
    return (['officer', 'registrar'] as const).flatMap((role) => accounts.filter((a) => a.role === role).slice(0, 1));
  } catch {
    return []; // this is no demo
  }
}

/** Whether this app is for a session's role. */
export function mayServe(s: Session): boolean {
  return s.scopes.includes('attempt.write');
}
