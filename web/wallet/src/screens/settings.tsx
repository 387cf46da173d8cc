import { takeUpdate, updateReady } from '@lib/offline';
import { navigate } from '@lib/router';
import { Button, Card, Checkbox, Dialog, ErrorState, LanguageSwitch, Notice } from '@lib/ui';
import { useAction } from '@lib/load';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { installable } from '../device';
import { t } from '../texts';
import { lock, save, state, wipe } from '../wallet';
import { Frame } from './frame';

/** Language, large print, lock, and removing the card. */
export function Settings(): JSX.Element {
  const [asking, setAsking] = useState(false);
  const large = useAction((on: boolean) => save((s) => ({ ...s, large: on })));
  const erase = useAction(async () => {
    await wipe();
    navigate('/', { replace: true });
  });
  const install = installable.value;
  const held = state.value.vault !== null;
  return (
    <Frame title={t('settings.title')} back={held ? undefined : () => navigate('/')} nav={held}>
      {updateReady.value && <Notice tone="info" actions={<Button onClick={takeUpdate}>{t('settings.update.do')}</Button>}>{t('settings.update')}</Notice>}
      <Card title={t('settings.language')}><LanguageSwitch full /></Card>
      <Card title={t('settings.reading')}>
        <Checkbox label={t('settings.large')} hint={t('settings.large.hint')} checked={state.value.large} onValue={(on) => void large.run(on)} />
        {large.error !== undefined && <ErrorState error={large.error} />}
      </Card>
      {install && <Card title={t('settings.install.title')}><Button icon="device" wide onClick={() => void install.prompt().then(() => (installable.value = undefined))}>{t('settings.install')}</Button></Card>}
      {held && <Card title={t('settings.safety')}>
        <div class="actions">
          <Button icon="lock" wide onClick={() => { lock(); navigate('/', { replace: true }); }}>{t('settings.lock')}</Button>
          <p class="muted small">{t('settings.lock.hint')}</p>
          <Button kind="danger" wide onClick={() => setAsking(true)}>{t('settings.erase')}</Button>
        </div>
      </Card>}
      <Dialog
        open={asking} title={t('erase.title')} onClose={() => setAsking(false)}
        actions={<Button kind="danger" busy={erase.busy} onClick={() => void erase.run()}>{t('erase.do')}</Button>}
      >
        <p>{t('erase.text')}</p>
        {erase.error !== undefined && <ErrorState error={erase.error} />}
      </Dialog>
    </Frame>
  );
}
