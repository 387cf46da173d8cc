import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Outcome } from '@lib/contract/enrol';
import { day } from '@lib/format';
import { fieldError } from '@lib/errors';
import { useAction } from '@lib/load';
import { Button, Dialog, Icon, TextInput } from '@lib/ui';
import { both } from './both';
import { close, outcomes, turnAway } from './calls';
import { useSteady } from './network';
import { grouped, iconOf, retryDay } from './outcomes';
import type { StepProps } from './person';
import { PersonLine } from './personline';
import { Screen, Shown, Trouble } from './screen';
import { t } from './texts';
import { today } from './workplace';

/** Why it does not go on: one press for the reason, one to save what is proposed. */
export function OutcomeScreen(p: StepProps): JSX.Element {
  const all = useSteady(() => outcomes(), []);
  const [chosen, setChosen] = useState<Outcome>();
  return (
    <Screen title={t('outcome.title')} back={p.back} wide>
      <div class="stack-v wide">
        <PersonLine record={p.record} />
        <Shown from={all}>
          {(list) => grouped(list).map(({ group, outcomes: os }) => (
            <section key={group} class="stack-v tight">
              <h2>{t(`group.${group}`)}</h2>
              <div class="reasons">
                {os.map((o) => (
                  <button key={o.code} type="button" class="reason" onClick={() => setChosen(o)}><Icon name={iconOf(o)} size={26} /><span>{both(o.name)}</span></button>
                ))}
              </div>
            </section>
          ))}
        </Shown>
      </div>
      {chosen && <Proposal key={chosen.code} outcome={chosen} onClose={() => setChosen(undefined)} {...p} />}
    </Screen>
  );
}

function Proposal({ outcome: o, onClose, ...p }: StepProps & { outcome: Outcome; onClose: () => void }): JSX.Element {
  const proposed = both(o.next);
  const [step, setStep] = useState(proposed);
  const [retry, setRetry] = useState(() => retryDay(today(), o.retry_days));
  const [note, setNote] = useState('');
  const put = useAction(async () => {
    const next = step.trim() === proposed ? '' : step.trim();
    const given = { code: o.code, ...(next && { next }), ...(retry && { retry_on: retry }), ...(note.trim() && { note: note.trim() }) };
    p.onAttempt(await (p.attempt ? close(p.attempt.id, given) : turnAway(p.record.id, given)));
  });
  const submit = (e: Event) => {
    e.preventDefault();
    void put.run();
  };
  const noteError = fieldError(put.error, 'note');
  const choices = [1, 3, 7, 14].map((n) => ({ n, on: retryDay(today(), n) }));
  return (
    <Dialog open title={both(o.name)} onClose={onClose}>
      <form class="stack-v" onSubmit={submit}>
        <TextInput label={t('outcome.next')} lines={3} maxLength={500} value={step} onValue={setStep} />
        <div class="stack-v tight">
          <TextInput label={t('outcome.retry')} type="date" hint={retry ? day(retry) : t('outcome.noretry')} value={retry} onValue={setRetry} />
          <div class="chips" role="group" aria-label={t('outcome.retry')}>
            {choices.map((c) => <button key={c.n} type="button" class="chip" aria-pressed={retry === c.on} onClick={() => setRetry(c.on)}>{t(`outcome.in.${c.n as 1 | 3 | 7 | 14}`)}</button>)}
            <button type="button" class="chip" aria-pressed={retry === ''} onClick={() => setRetry('')}>{t('outcome.in.never')}</button>
          </div>
        </div>
        <TextInput label={t('outcome.note')} optional lines={2} maxLength={500} hint={t('outcome.note.hint')} error={noteError} value={note} onValue={setNote} />
        {!noteError && <Trouble error={put.error} />}
        <Button kind="primary" size="large" wide type="submit" icon="check" busy={put.busy}>{t('outcome.put')}</Button>
      </form>
    </Dialog>
  );
}
