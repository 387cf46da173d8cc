// The entry of the office's app.
import '@lib/css/all.css';
import '@lib/css/font.css';
import { dictionary, translator } from '@lib/i18n';
import { start } from '@lib/start';
import { Brand, Card, LanguageSwitch } from '@lib/ui';

const t = translator(
  dictionary(
    { title: 'Kantor', about: 'Target, kunjungan, penduduk, dan laporan.' },
    { title: 'Office', about: 'Targets, visits, residents and reports.' },
  ),
);

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
