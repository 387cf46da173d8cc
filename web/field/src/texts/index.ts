// Every text of the app, in Indonesian and English.
import type { Method } from '@lib/contract/enrol';
import type { Visit, VisitState } from '@lib/contract/outreach';
import type { Role } from '@lib/contract/staff';
import { lang, merged, translator } from '@lib/i18n';
import { people } from './people';
import { serving } from './serving';
import { shell } from './shell';

export const texts = merged(merged(shell, people), serving);
export const t = translator(texts);

export const roleName = (r: Role): string => t(`role.${r}`);
export const visitState = (s: VisitState): string => t(`visit.${s}`);
export const methodName = (m: Method): string => t(`method.${m}`);

/** A visit's hours: 07.30–12.00, or only what is known. */
export function hours(v: Visit): string {
  return [v.starts, v.ends].filter(Boolean).map((h) => (lang.value === 'id' ? h.replace(':', '.') : h)).join('–');
}
