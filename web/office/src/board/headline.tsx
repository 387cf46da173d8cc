// The board's sentence, the bar below it, and the four figures that everybody asks for.
import type { Board } from '@lib/contract/board';
import { date, dayOf, number, percentOf, time } from '@lib/format';
import { Card, Progress, Stat } from '@lib/ui';
import { may } from '../session';
import { standing } from './figures';
import { bt } from './texts';

export function Headline({ board: b }: { board: Board }) {
  const target = b.target;
  if (!target) return null;
  const at = `${date(dayOf(b.as_of)).replace(/ \d{4}$/, '')} ${time(b.as_of)}`;
  return (
    <Card>
      <div class="stack-v">
        <p class="sentence">
          <strong>{bt('sentence.done', { n: b.realised, of: target.number })}</strong>{' — '}
          {bt('sentence.share', { t: percentOf(b.percent_of_target_bp), b: percentOf(b.percent_of_base_bp), base: bt(`base.${target.base_kind}`), at })}; <Pace board={b} />.
        </p>
        <Progress
          size="large" label={bt('progress')} text={bt('progress.of', { n: b.realised, of: target.number })} value={b.realised} max={target.number}
          mark={b.expected_by_today} markText={bt('mark', { n: b.expected_by_today })}
        />
      </div>
    </Card>
  );
}

function Pace({ board: b }: { board: Board }) {
  const s = standing(b);
  if (s?.kind === 'reached') return <strong>{bt('sentence.reached')}</strong>;
  if (s?.kind === 'late') return <strong>{bt('sentence.late', { n: s.missing })}</strong>;
  return s ? <>{bt('sentence.pace', { need: s.need, pace: s.pace })}</> : null;
}

export function Stats({ board: b }: { board: Board }) {
  const s = standing(b);
  const list = (day: string) => (may('roster.read') ? `/hasil?state=active&day=${day}` : undefined);
  const today = dayOf(b.as_of);
  return (
    <div class="grid stats">
      <Stat label={bt('today')} value={number(b.today)} sub={bt('today.served', { n: b.served_here_today })} icon="calendar" to={list(today)} />
      <Stat label={bt('yesterday')} value={number(b.yesterday)} sub={bt('yesterday.sub')} icon="history" to={list(dayBefore(today))} />
      {b.target && (
        <Stat
          label={bt('need')} value={s?.kind === 'pace' ? number(s.need) : '–'} icon="target" to="/target"
          sub={b.workdays_left > 0 ? bt('need.sub', { n: b.workdays_left, due: date(b.target.due) }) : bt('need.none')}
        />
      )}
      <Stat label={bt('pace')} value={number(b.pace_per_workday)} sub={bt('pace.sub')} icon="chart" tone={s?.kind === 'pace' && s.pace < s.need ? 'bad' : undefined} />
    </div>
  );
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
