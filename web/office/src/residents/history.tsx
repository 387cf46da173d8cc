// Where a person stands, what to do next, and every attempt so far.
import type { Attempt, Standing } from '@lib/contract/enrol';
import { date, moment } from '@lib/format';
import { useLoad } from '@lib/load';
import { Link } from '@lib/router';
import { Icon, Notice, Status } from '@lib/ui';
import { outcomes } from '../board/calls';
import { reasonName } from '../board/reasons';
import { may } from '../session';
import { attemptName, attemptTone, channelName, methodName, triageName } from '../words';
import { rt } from './texts';

export function WhereTheyStand({ standing: s }: { standing: Standing }) {
  const code = s.triage.code;
  const active = s.attempts.find((a) => a.state === 'active');
  const todo = code === 'already_active' ? (active?.active_at ? rt('do.already_active', { at: moment(active.active_at) }) : rt('do.already')) : rt(`do.${code}`);
  const tone = code === 'already_active' || code === 'may_activate' ? 'ok' : 'warn';
  return (
    <div class="stack-v">
      <Notice tone={tone} title={triageName(code)}>
        <p>{todo}</p>
        {s.open && <p><strong>{rt('do.open', { officer: s.open.officer.name, state: attemptName(s.open.state) })}</strong></p>}
      </Notice>
      <div class="between wrap">
        {s.group ? <Link to={`/kelompok/${s.group.id}`}>{rt('group', { name: s.group.name })}</Link> : <span />}
        {s.triage.may_activate && may('attempt.write') && <a class="button secondary" href="/field/"><Icon name="qr" /><span>{rt('field')}</span></a>}
      </div>
    </div>
  );
}

export function History({ attempts }: { attempts: readonly Attempt[] }) {
  const known = useLoad(outcomes, []).data ?? [];
  if (attempts.length === 0) return <p class="muted">{rt('attempts.none')}</p>;
  return (
    <ol class="plain history">
      {attempts.map((a) => (
        <li key={a.id}>
          <div class="between wrap"><Status tone={attemptTone[a.state][0]} icon={attemptTone[a.state][1]}>{attemptName(a.state)}</Status><span class="muted small figure">{moment(a.changed_at)}</span></div>
          {a.code && <p>{reasonName(a.code, known)}{a.next && <span class="muted"> · {a.next}</span>}</p>}
          {a.retry_on && <p>{rt('retry', { day: date(a.retry_on) })}</p>}
          <p class="muted small">
            {rt('attempts.by', { channel: channelName(a.channel), officer: a.officer.name || '–' })}
            {a.identity && ` · ${methodName(a.identity.method)}`}{a.consent && ` · ${rt('consent', { at: moment(a.consent.at) })}`}
            {a.visit_id && may('visit.read') && <> · <Link to={`/kunjungan/${a.visit_id}`}>{channelName('visit')}</Link></>}
          </p>
        </li>
      ))}
    </ol>
  );
}
