import type { ComponentChildren, JSX } from 'preact';
import { BottomNav, TopBar } from '@lib/ui';
import { useTitle } from '@lib/router';
import { t } from '../texts';

type FrameProps = { title: string; back?: () => void; actions?: ComponentChildren; /** With the places at the bottom: the wallet holds a card. */ nav?: boolean; children: ComponentChildren };

/** A screen of the wallet: the bar at the top, one column, and the places at the bottom once there is a card. */
export function Frame(p: FrameProps): JSX.Element {
  useTitle(p.title, t('app'));
  return (
    <div class="wallet">
      <TopBar title={p.title} back={p.back} actions={p.actions} />
      <main class={p.nav ? 'page narrow stack-v with-nav' : 'page narrow screen'}>{p.children}</main>
      {p.nav && (
        <BottomNav
          items={[
            { to: '/', label: t('nav.card'), icon: 'card' }, { to: '/pindai', label: t('nav.scan'), icon: 'qr' }, { to: '/riwayat', label: t('nav.history'), icon: 'history' },
            { to: '/bantuan', label: t('nav.help'), icon: 'help' }, { to: '/setelan', label: t('nav.settings'), icon: 'settings' },
          ]}
        />
      )}
    </div>
  );
}

/** Something takes a moment. */
export function Working({ text, hint }: { text: string; hint?: string }): JSX.Element {
  return (
    <div class="working" role="status">
      <span class="spinner" aria-hidden="true" />
      <strong>{text}</strong>
      {hint && <p class="muted">{hint}</p>}
    </div>
  );
}
