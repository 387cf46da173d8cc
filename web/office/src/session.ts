// Who is logged in, and what they may do in the office.
import { session } from '@lib/session';

export { demoAccounts, demoLogin, expired, login, logout, resume, session } from '@lib/session';

/** The rights that the office's screens ask for. */
export type Scope = 'board.read' | 'visit.read' | 'visit.write' | 'roster.read' | 'resident.read' | 'attempt.write' | 'import.write' | 'target.write' | 'staff.write' | 'audit.read';

/** Whether the role of who is logged in has a right. */
export function may(scope: Scope): boolean {
  return session.value?.scopes.includes(scope) ?? false;
}
