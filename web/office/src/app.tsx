// The frame: who is logged in, the menu that their role allows, and the screens, each fetched when it is first shown.
import type { ComponentType } from 'preact';
import { useState } from 'preact/hooks';
import { Load, useAction, useLoad } from '@lib/load';
import { lazy, place, Router, type Route, type View } from '@lib/router';
import { AppShell, Avatar, Button, EmptyState, LanguageSwitch, Skeleton, Toasts } from '@lib/ui';
import { city } from './city';
import { Keyboard, openSearch } from './keys';
import { LoginAgain, LoginScreen } from './login';
import { allowed, menu } from './nav';
import { logout, may, resume, session, type Scope } from './session';
import { t } from './texts';
import { roleName } from './words';

const Waiting = () => <div class="stack-v wide"><Skeleton height={44} /><Skeleton height={160} /><Skeleton height={320} /></div>;

/** A screen that asks for a right, and says so to who has not got it. */
function screen(scope: Scope, load: () => Promise<{ default: View }>): View {
  const Inside = lazy(load, Waiting as ComponentType);
  return function Screen({ params }) {
    return may(scope) ? <Inside params={params} /> : <EmptyState icon="lock" title={t('denied')}>{t('denied.about')}</EmptyState>;
  };
}

const routes: Route[] = [
  { path: '/', view: screen('board.read', () => import('./board/board')) },
  { path: '/hasil', view: screen('roster.read', () => import('./board/attempts')) },
  { path: '/kunjungan', view: screen('visit.read', () => import('./visits/visits')) },
  { path: '/kunjungan/:id', view: screen('visit.read', () => import('./visits/visit')) },
  { path: '/penduduk', view: screen('resident.read', () => import('./residents/search')) },
  { path: '/penduduk/:id', view: screen('resident.read', () => import('./residents/person')) },
  { path: '/impor', view: screen('import.write', () => import('./imports/imports')) },
  { path: '/impor/:id', view: screen('import.write', () => import('./imports/import')) },
  { path: '/kelompok', view: screen('visit.read', () => import('./groups/groups')) },
  { path: '/kelompok/:id', view: screen('visit.read', () => import('./groups/group')) },
  { path: '/target', view: screen('board.read', () => import('./admin/target')) },
  { path: '/petugas', view: screen('staff.write', () => import('./admin/staff')) },
  { path: '/audit', view: screen('audit.read', () => import('./admin/audit')) },
];

const Missing: View = () => (
  <EmptyState icon="search" title={t('missing')} action={<Button kind="primary" to="/">{t('missing.go')}</Button>}>{t('missing.about')}</EmptyState>
);

/** The whole app. */
export function App() {
  const asked = useLoad(resume, []);
  return (
    <>
      {session.value ? <Office /> : session.value === null ? <LoginScreen /> : (
        <main class="login"><Load from={asked} waiting={<Skeleton height={300} />}>{() => null}</Load></main>
      )}
      <Toasts />
    </>
  );
}

function Office() {
  const [help, setHelp] = useState(false);
  const scopes = session.value?.scopes ?? [];
  if (allowed(scopes).length === 0) return <Nowhere />;
  return (
    <>
      <AppShell name={city.value.name || 'Jemput'} sub={t('app.sub')} nav={menu(scopes)} foot={<Foot onHelp={() => setHelp(true)} />} tools={<Tools />}>
        <Router base="/office" title={t('app')} routes={routes} missing={Missing} />
      </AppShell>
      <Keyboard help={help} onHelp={setHelp} />
      <LoginAgain />
    </>
  );
}

function Tools() {
  if (!may('resident.read') || place.value.path === '/penduduk') return null;
  return <button type="button" class="find" onClick={openSearch}><span class="find-text">{t('search')}</span><kbd>/</kbd></button>;
}

function Foot({ onHelp }: { onHelp: () => void }) {
  const leave = useAction(logout);
  const who = session.value?.officer;
  if (!who) return null;
  return (
    <>
      <div class="brand"><Avatar name={who.name} /><span><strong>{who.name}</strong><span class="muted small">{roleName(who.role)}</span></span></div>
      <div class="foot-tools">
        <LanguageSwitch />
        <Button kind="quiet" size="small" icon="help" label={t('keys.open')} onClick={onHelp} />
        <Button kind="quiet" size="small" icon="logout" label={t('logout')} busy={leave.busy} onClick={() => void leave.run()} />
      </div>
    </>
  );
}

/** For roles that have no screen here. */
function Nowhere() {
  const leave = useAction(logout);
  const role = session.value?.officer.role;
  return (
    <main class="login">
      <EmptyState icon="person" title={t('nowhere')} action={<Button kind="primary" icon="logout" onClick={() => void leave.run()}>{t('logout')}</Button>}>
        {role && t('nowhere.about', { role: roleName(role) })}
      </EmptyState>
      <div class="center"><LanguageSwitch full /></div>
    </main>
  );
}
