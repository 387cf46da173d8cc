import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Both, Consent as ConsentText } from '@lib/contract/enrol';
import { moment } from '@lib/format';
import { lang, type Lang } from '@lib/i18n';
import { useAction } from '@lib/load';
import { Button, Card, Notice } from '@lib/ui';
import { agree, close, consent, outcomes } from './calls';
import { useSteady } from './network';
import { plainRefusal, retryDay } from './outcomes';
import { NotThis } from './match';
import type { StepProps } from './person';
import { PersonLine } from './personline';
import { Screen, Shown, Trouble } from './screen';
import { canSpeak, say, hush } from './speech';
import { StepLine } from './stepline';
import { editable } from './steps';
import { t } from './texts';
import { today } from './workplace';

/** Step 3: what for, what, how long; in the language of the person, read aloud if they like. */
export function Consent(p: StepProps): JSX.Element {
  const asked = useSteady(() => consent(), []);
  const [as, setAs] = useState<Lang>(lang.value);
  const [sure, setSure] = useState(false);
  const fixed = !editable(p.attempt);
  const yes = useAction(async () => {
    if (!p.attempt || !asked.data) return;
    if (fixed) return p.onAttempt(p.attempt, 'handover');
    p.onAttempt(await agree(p.attempt.id, asked.data.version, as), 'handover');
  });
  const no = useAction(async () => {
    if (!p.attempt) return;
    const refusal = plainRefusal(await outcomes());
    if (!refusal) return;
    p.onAttempt(await close(p.attempt.id, { code: refusal.code, retry_on: retryDay(today(), refusal.retry_days) || undefined }));
  });
  const dock = fixed
    ? <><NotThis id={p.record.id} /><Button kind="primary" size="large" wide after="next" onClick={() => void yes.run()}>{t('match.go')}</Button></>
    : sure
      ? <><Button size="large" wide onClick={() => setSure(false)}>{t('consent.unsure')}</Button><Button kind="danger" size="large" wide busy={no.busy} onClick={() => void no.run()}>{t('consent.sure')}</Button></>
      : <><Button size="large" icon="fail" onClick={() => setSure(true)}>{t('consent.no')}</Button><Button kind="primary" size="large" wide icon="check" disabled={!asked.data} busy={yes.busy} onClick={() => void yes.run()}>{t('consent.yes')}</Button></>;
  return (
    <Screen title={t('consent.title')} back={p.back} dock={dock}>
      <div class="stack-v">
        <StepLine at="consent" />
        <PersonLine record={p.record} />
        {p.attempt?.consent && <Notice tone="ok" title={t('consent.given', { at: moment(p.attempt.consent.at) })} />}
        <Shown from={asked}>{(c) => <Text consent={c} as={as} onAs={setAs} />}</Shown>
        <Trouble error={yes.error} retry={() => void yes.run()} />
        <Trouble error={no.error} retry={() => void no.run()} />
        {!fixed && <Button kind="quiet" wide icon="close" to={`/orang/${p.record.id}?langkah=consent&akhiri=`}>{t('end')}</Button>}
      </div>
    </Screen>
  );
}

function Text({ consent: c, as, onAs }: { consent: ConsentText; as: Lang; onAs: (l: Lang) => void }): JSX.Element {
  const [speaking, setSpeaking] = useState(false);
  const of = (b: Both) => b[as] || b.id;
  const lines = c.text[as]?.length ? c.text[as] : c.text.id;
  useEffect(() => {
    setSpeaking(false);
    return hush;
  }, [as]);
  const read = () => {
    if (speaking) hush();
    else say([of(c.purpose), ...lines, of(c.retention)], as, () => setSpeaking(false));
    setSpeaking(!speaking);
  };
  return (
    <Card>
      <div class="stack-v">
        <div class="consent-tools">
          <div class="segments two" role="group" aria-label={t('consent.language')}>
            <button type="button" lang="id" aria-label="Bahasa Indonesia" aria-pressed={as === 'id'} onClick={() => onAs('id')}>ID</button>
            <button type="button" lang="en" aria-label="English" aria-pressed={as === 'en'} onClick={() => onAs('en')}>EN</button>
          </div>
          {canSpeak() && <Button icon={speaking ? 'close' : 'speak'} onClick={read}>{speaking ? t('consent.hush') : t('consent.read')}</Button>}
        </div>
        <div class="consent-text" lang={as}>
          <h2>{of(c.purpose)}</h2>
          {lines.map((line) => <p key={line}>{line}</p>)}
          <p class="consent-until">{of(c.retention)}</p>
        </div>
      </div>
    </Card>
  );
}
