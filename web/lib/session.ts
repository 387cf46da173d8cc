// Who is logged in to an app of the staff. A session that ends under an open screen is renewed over it, so that nothing typed is lost.
import { signal } from '@preact/signals';
import { api, ApiError, onSessionLost } from './api';
import type { DemoAccount, Session } from './contract/staff';

/** undefined: not known yet. null: nobody. */
export const session = signal<Session | null | undefined>(undefined);
/** The session ended while somebody was logged in. */
export const expired = signal(false);

onSessionLost(() => {
  if (session.value) expired.value = true;
  else session.value = null;
});

/** Asks who is logged in. Fails only when the server cannot be asked. */
export async function resume(stop: AbortSignal): Promise<void> {
  try {
    session.value = await api.get<Session>('/api/v1/session', { signal: stop });
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
  const before = session.peek();
  session.value = s;
  expired.value = false;
  if (before && before.officer.id !== s.officer.id) location.reload(); // nothing of the one before stays on the screen
}

/** Ends the session. A session that is gone already is no error. */
export async function logout(): Promise<void> {
  try {
    await api.del('/api/v1/session');
  } catch (err) {
    if (!(err instanceof ApiError) || err.status !== 401) throw err;
  }
  session.value = null;
  expired.value = false;
}

/** The demo's accounts; none where this is no demo. */
export async function demoAccounts(stop: AbortSignal): Promise<DemoAccount[]> {
  try {
    return (await api.get<{ accounts: DemoAccount[] }>('/api/v1/demo/accounts', { signal: stop })).accounts;
  } catch {
    return [];
  }
}
