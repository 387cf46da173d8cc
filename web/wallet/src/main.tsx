// The entry of the resident's wallet.
import '@lib/css/all.css';
import { dictionary, translator } from '@lib/i18n';
import { keepOffline } from '@lib/offline';
import { start } from '@lib/start';
import { Brand, Card, LanguageSwitch } from '@lib/ui';

const t = translator(
  dictionary(
    { title: 'Dompet identitas', about: 'Petugas akan memberi Anda QR.' },
    { title: 'Wallet', about: 'An officer will give you a QR.' },
  ),
);

void keepOffline('/wallet/');
start(function App() {
  return (
    <main class="narrow page stack-v">
      <Brand name="Jemput" sub={t('title')} />
      <Card title={t('title')}>
        <p>{t('about')}</p>
      </Card>
      <div><LanguageSwitch full /></div>
    </main>
  );
});
