// Logging in: with a password, or in the demo with one press on a role.
import { useState } from 'preact/hooks';
import type { DemoAccount } from '@lib/contract/staff';
import { useAction, useLoad } from '@lib/load';
import { Avatar, Brand, Button, Card, Dialog, ErrorState, LanguageSwitch, TextInput } from '@lib/ui';
import { demoAccounts, demoLogin, expired, login, logout } from './session';
import { t } from './texts';
import { roleName, roleWork } from './words';

/** The first screen of somebody who is not logged in. */
export function LoginScreen() {
  return (
    <main class="login">
      <div class="stack-v wide">
        <div class="between"><Brand name="Jemput" sub={t('app.sub')} /><LanguageSwitch /></div>
        <div><h1>{t('login.title')}</h1><p class="lead">{t('login.about')}</p></div>
        <LoginForms />
      </div>
    </main>
  );
}

/** Over the screen of somebody whose session has ended. */
export function LoginAgain() {
  const away = useAction(logout);
  return (
    <Dialog open={expired.value} title={t('login.again')} onClose={() => void away.run()}>
      <div class="stack-v"><p>{t('login.again.about')}</p><LoginForms /></div>
    </Dialog>
  );
}

function LoginForms() {
  const demo = useLoad(demoAccounts, []);
  if (demo.loading) return <PasswordForm />;
  const accounts = demo.data ?? [];
  if (accounts.length === 0) return <PasswordForm />;
  return (
    <>
      <DemoTiles accounts={accounts} />
      <details class="fold"><summary>{t('login.own')}</summary><PasswordForm /></details>
    </>
  );
}

function DemoTiles({ accounts }: { accounts: DemoAccount[] }) {
  const enter = useAction(demoLogin);
  return (
    <div class="stack-v">
      <div><h2>{t('login.demo')}</h2><p class="muted small">{t('login.demo.about')}</p></div>
      {enter.error !== undefined && <ErrorState error={enter.error} />}
      <div class="demo-tiles">
        {accounts.map((a) => (
          <button key={a.login} type="button" class="demo-tile" onClick={() => void enter.run(a.login)} disabled={enter.busy}>
            <Avatar name={a.name} />
            <span><strong>{roleName(a.role)}</strong><span class="muted small">{roleWork(a.role)}</span></span>
          </button>
        ))}
      </div>
    </div>
  );
}

function PasswordForm() {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const enter = useAction(() => login(name.trim(), password));
  return (
    <Card>
      <form class="stack-v" onSubmit={(e) => { e.preventDefault(); void enter.run(); }}>
        {enter.error !== undefined && <ErrorState error={enter.error} />}
        <TextInput label={t('login.name')} name="login" autocomplete="username" value={name} onValue={setName} required />
        <TextInput label={t('login.password')} name="password" type="password" autocomplete="current-password" value={password} onValue={setPassword} required />
        <Button kind="primary" type="submit" wide busy={enter.busy}>{t('login.go')}</Button>
      </form>
    </Card>
  );
}
