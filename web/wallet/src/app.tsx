import { lazy, Router, type Route, type View } from '@lib/router';
import { Button, EmptyState, ErrorState, Toasts } from '@lib/ui';
import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { elsewhere } from './store/tab';
import { t } from './texts';
import { Details } from './screens/details';
import { Working } from './screens/frame';
import { Help } from './screens/help';
import { History } from './screens/history';
import { Home } from './screens/home';
import { Locked } from './screens/locked';
import { Paste } from './screens/paste';
import { Receive } from './screens/receive';
import { Settings } from './screens/settings';
import { locked, open, state } from './wallet';

/** Why the wallet cannot open at all. */
export const fault = signal<unknown>(undefined);

/** A screen about the card; without one the first screen stands there. */
const held = (Screen: () => JSX.Element | null): View => () => (open.value ? <Screen /> : <Home />);

const routes: Route[] = [
  { path: '/', view: Home },
  { path: '/pindai', view: lazy(() => import('./screens/scan'), () => <Working text="…" />) },
  { path: '/tempel', view: Paste },
  { path: '/terima', view: Receive },
  { path: '/data', view: held(Details) },
  { path: '/riwayat', view: held(History) },
  { path: '/bantuan', view: Help },
  { path: '/setelan', view: Settings },
];

/** What stands before every screen: a browser that cannot hold a wallet, a later tab, the lock. */
export function App(): JSX.Element {
  document.documentElement.classList.toggle('large', state.value.large);
  if (fault.value !== undefined) return <Fault />;
  if (elsewhere.value) return <Elsewhere />;
  if (locked.value) return <Locked />;
  return (
    <>
      <Router base="/wallet" title={t('app')} routes={routes} missing={Home} />
      <Toasts />
    </>
  );
}

function Fault(): JSX.Element {
  return (
    <main class="wallet page narrow screen whole">
      <h1>{t('fault.title')}</h1>
      <ErrorState error={fault.value} retry={() => location.reload()} />
    </main>
  );
}

function Elsewhere(): JSX.Element {
  return (
    <main class="wallet page narrow screen whole">
      <EmptyState icon="device" title={t('tab.title')} action={<Button kind="primary" onClick={() => location.reload()}>{t('tab.here')}</Button>}>{t('tab.text')}</EmptyState>
    </main>
  );
}
