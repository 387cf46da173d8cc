// The entry of the officer's app.
import '@lib/css/all.css';
import '@lib/css/font.css';
import { dictionary, translator } from '@lib/i18n';
import { keepOffline } from '@lib/offline';
import { start } from '@lib/start';
import { Brand, Card, LanguageSwitch } from '@lib/ui';

const t = translator(
  dictionary(
    { title: 'Petugas', about: 'Temukan, cocokkan, berikan identitas digital.' },
    { title: 'Officer', about: 'Find, compare, hand over the digital ID.' },
  ),
);

void keepOffline('/field/');
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
