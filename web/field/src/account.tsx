import type { JSX } from 'preact';
import type { Session } from '@lib/contract/staff';
import { useAction } from '@lib/load';
import { takeUpdate, updateReady } from '@lib/offline';
import { Avatar, Brand, Button, Card, LanguageSwitch, Notice } from '@lib/ui';
import { Screen, Trouble } from './screen';
import { logout, session } from './session';
import { roleName, t } from './texts';

/** Who is logged in, where they work, the language, and the way out. */
export function Account(): JSX.Element {
  const leave = useAction(logout);
  const who = session.value;
  return (
    <Screen title={t('nav.account')} nav>
      <div class="stack-v">
        {who && <Card><Who session={who} /></Card>}
        {updateReady.value && <Notice tone="info" title={t('account.update')} actions={<Button onClick={takeUpdate}>{t('account.update.take')}</Button>} />}
        <Card title={t('account.work')}><Button wide icon="pin" to="/pilih">{t('home.change')}</Button></Card>
        <Card title={t('account.language')}><LanguageSwitch full /></Card>
        <Trouble error={leave.error} />
        <Button wide icon="logout" busy={leave.busy} onClick={() => void leave.run()}>{t('account.logout')}</Button>
      </div>
    </Screen>
  );
}

function Who({ session: s }: { session: Session }): JSX.Element {
  return <div class="brand"><Avatar name={s.officer.name} /><span><strong>{s.officer.name}</strong><span class="muted small">{roleName(s.officer.role)}</span></span></div>;
}

/** For those whose work is in another app. */
export function Elsewhere({ session: s }: { session: Session }): JSX.Element {
  const leave = useAction(logout);
  const office = s.scopes.includes('board.read');
  return (
    <main class="login">
      <div class="between"><Brand name="Jemput" sub={t('app.sub')} /><LanguageSwitch /></div>
      <Card><Who session={s} /></Card>
      <Notice tone="info" title={t('elsewhere.title', { role: roleName(s.officer.role) })}>
        {office ? t('elsewhere.office') : t('elsewhere.none')}
      </Notice>
      {office && <a class="button primary large wide" href="/office/">{t('elsewhere.open')}</a>}
      <Trouble error={leave.error} />
      <Button wide icon="logout" busy={leave.busy} onClick={() => void leave.run()}>{t('elsewhere.other')}</Button>
    </main>
  );
}
