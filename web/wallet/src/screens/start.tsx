import { Button, LanguageSwitch, Notice } from '@lib/ui';
import type { JSX } from 'preact';
import { needsHomeScreen } from '../device';
import { CardPicture, CodePicture, ScanPicture } from '../pictures';
import { canSpeak, speakScreen } from '../speak';
import { t } from '../texts';
import { Unfinished } from './unfinished';

/** The first start: three pictures, and the way to begin. */
export function Start(): JSX.Element {
  return (
    <main class="wallet page narrow stack-v wide start">
      <div class="between">
        <strong>{t('app')}</strong>
        <div class="row">{canSpeak.value && <Button kind="quiet" icon="speak" label={t('speak')} onClick={speakScreen} />}<LanguageSwitch /></div>
      </div>
      <Unfinished />
      <div>
        <h1>{t('start.title')}</h1>
        <p class="lead">{t('start.lead')}</p>
      </div>
      <ol class="way">
        <li><ScanPicture /><div><h2>1. {t('start.1')}</h2><p>{t('start.1.text')}</p></div></li>
        <li><CodePicture /><div><h2>2. {t('start.2')}</h2><p>{t('start.2.text')}</p></div></li>
        <li><CardPicture /><div><h2>3. {t('start.3')}</h2><p>{t('start.3.text')}</p></div></li>
      </ol>
      <HomeScreenFirst />
      <div class="actions">
        <Button kind="primary" size="large" wide icon="qr" to="/pindai">{t('scan')}</Button>
        <Button kind="quiet" wide to="/tempel">{t('paste')}</Button>
        <div class="between">
          <Button kind="quiet" icon="help" to="/bantuan">{t('nav.help')}</Button>
          <Button kind="quiet" icon="settings" to="/setelan">{t('nav.settings')}</Button>
        </div>
      </div>
    </main>
  );
}

/** On an iPhone, a wallet in the browser loses its data when it is not used for a week; on the home screen it keeps it. */
export function HomeScreenFirst(): JSX.Element | null {
  return needsHomeScreen() ? <Notice tone="info" icon="share" title={t('ios.title')}>{t('ios.text')}</Notice> : null;
}
