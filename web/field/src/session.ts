// Who is logged in, and where they work.
import type { DemoAccount, Session } from '@lib/contract/staff';
import * as staff from '@lib/session';
import { expired, session } from '@lib/session';
import { work } from './workplace';

export { demoLogin, expired, login, resume, session } from '@lib/session';

/** Leaves an ended session for good, and what was typed with it. */
export function giveUp(): void {
  expired.value = false;
  session.value = null;
}

/** Ends the session; whoever takes the tablet next says where they work. */
export async function logout(): Promise<void> {
  await staff.logout();
  work(undefined);
}

/** The demo's accounts that may work here, the first of each role; none anywhere else. */
export async function demoAccounts(stop: AbortSignal): Promise<DemoAccount[]> {
  const accounts = await staff.demoAccounts(stop);
  return (['officer', 'registrar'] as const).flatMap((role) => accounts.filter((a) => a.role === role).slice(0, 1));
}

/** Whether this app is for a session's role. */
export function mayServe(s: Session): boolean {
  return s.scopes.includes('attempt.write');
}
