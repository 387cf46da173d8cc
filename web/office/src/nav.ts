// Where a role may go in the office, and the letter behind `g` that goes there.
import type { IconName } from '@lib/ui';
import { t } from './texts';
import type { Scope } from './session';

export type Place = { to: string; key: string; icon: IconName; scope: Scope; label: 'nav.board' | 'nav.visits' | 'nav.residents' | 'nav.imports' | 'nav.groups' | 'nav.target' | 'nav.staff' | 'nav.audit'; group: 'work' | 'manage' };

/** In the order of the menu. The letters are those of the Indonesian names and do not change with the language. */
export const places: readonly Place[] = [
  { to: '/', key: 'b', icon: 'chart', scope: 'board.read', label: 'nav.board', group: 'work' },
  { to: '/kunjungan', key: 'k', icon: 'calendar', scope: 'visit.read', label: 'nav.visits', group: 'work' },
  { to: '/penduduk', key: 'p', icon: 'people', scope: 'resident.read', label: 'nav.residents', group: 'work' },
  { to: '/kelompok', key: 'i', icon: 'building', scope: 'visit.read', label: 'nav.groups', group: 'work' },
  { to: '/impor', key: 'm', icon: 'upload', scope: 'import.write', label: 'nav.imports', group: 'manage' },
  { to: '/target', key: 't', icon: 'target', scope: 'board.read', label: 'nav.target', group: 'manage' },
  { to: '/petugas', key: 's', icon: 'key', scope: 'staff.write', label: 'nav.staff', group: 'manage' },
  { to: '/audit', key: 'a', icon: 'history', scope: 'audit.read', label: 'nav.audit', group: 'manage' },
];

/** The places that a set of rights allows. */
export function allowed(scopes: readonly string[]): Place[] {
  return places.filter((p) => scopes.includes(p.scope));
}

/** The menu for a set of rights, in its groups; no empty group. */
export function menu(scopes: readonly string[]): { title?: string; items: { to: string; label: string; icon: IconName }[] }[] {
  const of = (group: Place['group']) => allowed(scopes).filter((p) => p.group === group).map((p) => ({ to: p.to, label: t(p.label), icon: p.icon }));
  return [{ items: of('work') }, { title: t('nav.manage'), items: of('manage') }].filter((g) => g.items.length > 0);
}
