// A person whose attempt is over: active, or ended without. What happened, what is next, and how to correct it.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Attempt } from '@lib/contract/enrol';
import { day, moment } from '@lib/format';
import { useAction } from '@lib/load';
import { navigate } from '@lib/router';
import { Button, Card, Dialog, Icon, Notice, TextInput } from '@lib/ui';
import { both } from './both';
import { reopen } from './calls';
import { Elsewhere } from './match';
import { Next } from './next';
import type { StepProps } from './person';
import { PersonLine } from './personline';
import { Screen, Trouble } from './screen';
import { endOf, standingOfState, StateMark } from './state';
import { methodName, t } from './texts';
import { useOutcomes } from './useoutcomes';

const Home = () => <Button size="large" icon="home" label={t('nav.home')} to="/" />;

/** The person holds the digital ID. */
export function Active(p: StepProps): JSX.Element {
  const a = p.attempt;
  return (
    <Screen title={p.record.name} back={() => navigate('/')} dock={<><Home /><Next /></>}>
      <div class="stack-v">
        <div class="success" role="status">
          <span class="success-mark"><Icon name="check" size={72} /></span>
          <h2>{t('active.title')}</h2>
          <p>{p.record.name}</p>
          {a?.active_at && <p class="success-when">{moment(a.active_at)}</p>}
        </div>
        {p.record.domiciled_here ? <Notice tone="ok" icon="target" title={t('active.counted', { area: p.record.area.name, city: p.record.city.name })} /> : <Elsewhere record={p.record} />}
        <History attempts={merge(p)} />
      </div>
    </Screen>
  );
}

/** The attempt ended without an activation: again, or put right what was written down. */
export function Closed(p: StepProps & { again: () => void }): JSX.Element {
  const outcomes = useOutcomes();
  const [fixing, setFixing] = useState(false);
  const a = p.attempt;
  const o = outcomes.find((x) => x.code === a?.code);
  const step = a?.next || (o && both(o.next));
  return (
    <Screen title={p.record.name} back={() => navigate('/')} dock={<><Home /><Next /></>}>
      <div class="stack-v">
        <PersonLine record={p.record} />
        {a && (
          <Notice tone={a.state === 'left' ? 'idle' : 'warn'} icon={a.state === 'failed' ? 'fail' : 'info'} title={a.state === 'failed' && o ? both(o.name) : t(`state.${standingOfState(a.state)}`)}>
            {step && <p>{t('closed.next', { step })}</p>}
            {a.retry_on && <p>{t('closed.retry', { day: day(a.retry_on) })}</p>}
            <p class="muted small">{moment(a.changed_at)} · {a.officer.name}</p>
          </Notice>
        )}
        <div class="pair">
          <Button size="large" wide icon="retry" onClick={p.again}>{t('closed.again')}</Button>
          <Button size="large" wide icon="edit" onClick={() => setFixing(true)}>{t('closed.fix')}</Button>
        </div>
        <p class="muted small">{t('closed.about')}</p>
        <History attempts={merge(p)} />
      </div>
      {a && <Fix attempt={a} open={fixing} onClose={() => setFixing(false)} onAttempt={p.onAttempt} />}
    </Screen>
  );
}

function Fix(p: { attempt: Attempt; open: boolean; onClose: () => void; onAttempt: StepProps['onAttempt'] }): JSX.Element {
  const [why, setWhy] = useState('');
  const put = useAction(async () => p.onAttempt(await reopen(p.attempt.id, why.trim())));
  const submit = (e: Event) => {
    e.preventDefault();
    if (why.trim()) void put.run();
  };
  return (
    <Dialog open={p.open} title={t('fix.title')} onClose={p.onClose}>
      <form class="stack-v" onSubmit={submit}>
        <p>{t('fix.about')}</p>
        <TextInput label={t('fix.reason')} lines={2} maxLength={500} required value={why} onValue={setWhy} />
        <Trouble error={put.error} />
        <Button kind="primary" size="large" wide type="submit" busy={put.busy} disabled={!why.trim()}>{t('fix.put')}</Button>
      </form>
    </Dialog>
  );
}

/** The attempts with the present state of the one on screen. */
function merge(p: StepProps): Attempt[] {
  const a = p.attempt;
  return a ? [a, ...p.standing.attempts.filter((x) => x.id !== a.id)] : p.standing.attempts;
}

function History({ attempts }: { attempts: readonly Attempt[] }): JSX.Element | null {
  const outcomes = useOutcomes();
  if (attempts.length === 0) return null;
  return (
    <Card title={t('history.title')}>
      <ul class="history">
        {attempts.map((a) => (
          <li key={a.id}>
            <span>
              <strong>{moment(a.changed_at)}</strong>
              <span class="muted small">{[t(`channel.${a.channel}`), a.officer.name, a.identity && methodName(a.identity.method)].filter(Boolean).join(' · ')}</span>
            </span>
            <StateMark standing={standingOfState(a.state)} detail={endOf(a, outcomes)} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** A line about the last time, for who is here again. */
export function Previous({ attempts, except }: { attempts: readonly Attempt[]; except?: string }): JSX.Element | null {
  const outcomes = useOutcomes();
  const [last] = attempts.filter((a) => a.id !== except && ['failed', 'refused', 'left'].includes(a.state)).sort((a, b) => b.changed_at.localeCompare(a.changed_at));
  if (!last) return null;
  return <Notice tone="idle" icon="history" title={t('previous', { at: moment(last.changed_at) })}>{endOf(last, outcomes) || t(`state.${standingOfState(last.state)}`)}</Notice>;
}
