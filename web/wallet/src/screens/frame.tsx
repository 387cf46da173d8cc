import type { ComponentChildren, JSX } from 'preact';
import { BottomNav, Button, TopBar } from '@lib/ui';
import { useTitle } from '@lib/router';
import { canSpeak, speakScreen } from '../speak';
import { t } from '../texts';

type FrameProps = { title: string; back?: () => void; actions?: ComponentChildren; /** With the places at the bottom: the wallet holds a card. */ nav?: boolean; /** Not on the help screen itself. */ help?: boolean; children: ComponentChildren };

/** A screen of the wallet: the bar at the top, one column, and the places at the bottom once there is a card. */
export function Frame(p: FrameProps): JSX.Element {
  useTitle(p.title, t('app'));
  return (
    <div class="wallet">
      <TopBar title={p.title} back={p.back} actions={p.actions ?? (p.nav ? undefined : <Aids help={p.help !== false} />)} />
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

/** Help, and the screen read aloud where the phone can. */
export function Aids({ help }: { help: boolean }): JSX.Element {
  return (
    <>
      {canSpeak.value && <Button kind="quiet" icon="speak" label={t('speak')} onClick={speakScreen} />}
      {help && <Button kind="quiet" icon="help" label={t('nav.help')} to="/bantuan" />}
    </>
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
