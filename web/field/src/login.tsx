import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ApiError } from '@lib/api';
import { useAction, useLoad } from '@lib/load';
import { Brand, Button, Card, Dialog, Icon, LanguageSwitch, TextInput } from '@lib/ui';
import { Trouble } from './screen';
import { demoAccounts, demoLogin, expired, giveUp, login } from './session';
import { t } from './texts';

/** The first screen: name and password, in the demo one press. */
export function Login(): JSX.Element {
  return (
    <main class="login">
      <div class="between"><Brand name="Jemput" sub={t('app.sub')} /><LanguageSwitch /></div>
      <div>
        <h1>{t('login.title')}</h1>
        <p class="lead">{t('login.about')}</p>
      </div>
      <DemoTiles />
      <Card><LoginForm /></Card>
    </main>
  );
}

function LoginForm(): JSX.Element {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const enter = useAction(login);
  const submit = (e: Event) => {
    e.preventDefault();
    void enter.run(name.trim(), password);
  };
  const wrong = enter.error instanceof ApiError && enter.error.code === 'login_wrong';
  return (
    <form class="stack-v" onSubmit={submit}>
      <TextInput label={t('login.name')} name="login" autocomplete="username" required value={name} onValue={setName} error={wrong ? t('login.wrong') : undefined} />
      <TextInput label={t('login.password')} name="password" type="password" autocomplete="current-password" required value={password} onValue={setPassword} />
      {!wrong && <Trouble error={enter.error} />}
      <Button kind="primary" size="large" wide type="submit" busy={enter.busy}>{t('login.enter')}</Button>
    </form>
  );
}

function DemoTiles(): JSX.Element | null {
  const accounts = useLoad(demoAccounts, []);
  const enter = useAction(demoLogin);
  if (!accounts.data?.length) return null;
  return (
    <Card tone="accent" title={t('login.demo')} sub={t('login.demo.about')}>
      <div class="stack-v tight">
        {accounts.data.map((a) => (
          <button key={a.login} type="button" class="demo-tile" onClick={() => void enter.run(a.login)}>
            <Icon name={a.role === 'officer' ? 'device' : 'building'} size={28} />
            <span><strong>{a.role === 'officer' ? t('login.as.officer') : t('login.as.registrar')}</strong><span class="small">{a.name}</span></span>
            <Icon name="next" />
          </button>
        ))}
        <Trouble error={enter.error} />
      </div>
    </Card>
  );
}

/** Over the screen when the session ended: what is typed below it stays. */
export function LoginAgain(): JSX.Element {
  return (
    <Dialog open={expired.value} title={t('login.again')} onClose={giveUp}>
      <div class="stack-v">
        <p>{t('login.again.about')}</p>
        <DemoTiles />
        <LoginForm />
      </div>
    </Dialog>
  );
}
