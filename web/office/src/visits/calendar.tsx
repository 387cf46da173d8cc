// A month of visits. On a phone only the days that have any, and today.
import type { Visit } from '@lib/contract/outreach';
import { longDay, month as monthText } from '@lib/format';
import { Load, useLoad } from '@lib/load';
import { Link, place, setQuery } from '@lib/router';
import { Button, Icon, Skeleton } from '@lib/ui';
import { visitStateName, visitTone } from '../words';
import { visits } from './calls';
import { addMonths, weeks } from './days';
import { vt } from './texts';

const heads = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const shown = 3; // visits of a day before "and more"

export function Calendar({ today, onAdd }: { today: string; onAdd?: (day: string) => void }) {
  const month = place.value.query.get('bulan') ?? today.slice(0, 7);
  const rows = weeks(month);
  const from = useLoad((stop) => visits(rows[0]?.[0], rows[rows.length - 1]?.[6], stop), [month]);
  const go = (to: string) => setQuery({ bulan: to === today.slice(0, 7) ? undefined : to });
  return (
    <section class="card calendar">
      <header class="calendar-head">
        <h2>{monthText(month)}</h2>
        <div class="row">
          <Button kind="quiet" size="small" onClick={() => go(today.slice(0, 7))}>{vt('month.now')}</Button>
          <Button kind="quiet" icon="back" label={vt('month.prev')} onClick={() => go(addMonths(month, -1))} />
          <Button kind="quiet" icon="next" label={vt('month.next')} onClick={() => go(addMonths(month, 1))} />
        </div>
      </header>
      <Load from={from} waiting={<Skeleton height={560} />}>
        {(all) => (
          <div class="month">
            {heads.map((h) => <span key={h} class="month-head muted small">{vt(h)}</span>)}
            {rows.flat().map((day) => (
              <Day key={day} day={day} today={day === today} inside={day.startsWith(month)} visits={all.filter((v) => v.date === day)} onAdd={onAdd} />
            ))}
          </div>
        )}
      </Load>
    </section>
  );
}

type DayProps = { day: string; today: boolean; inside: boolean; visits: Visit[]; onAdd?: (day: string) => void };

function Day({ day, today, inside, visits: list, onAdd }: DayProps) {
  const classes = ['month-day', !inside && 'outside', today && 'now', list.length === 0 && !today && 'bare'].filter(Boolean).join(' ');
  return (
    <div class={classes}>
      <div class="month-day-head">
        <span class="month-number"><span class="sr-only">{longDay(day)}</span><span aria-hidden="true">{Number(day.slice(8))}</span><span class="month-long small muted" aria-hidden="true">{longDay(day)}</span></span>
        {onAdd && <button type="button" class="month-add" aria-label={vt('day.add', { day: longDay(day) })} onClick={() => onAdd(day)}><Icon name="plus" size={16} /></button>}
      </div>
      {list.slice(0, shown).map((v) => (
        <Link key={v.id} class={`month-visit tone-${visitTone[v.state][0]}`} to={`/kunjungan/${v.id}`} label={`${v.place}, ${v.starts}, ${visitStateName(v.state)}`}>
          <Icon name={visitTone[v.state][1]} size={14} /><span>{v.place}</span>
        </Link>
      ))}
      {list.length > shown && <span class="muted small">{vt('more', { n: list.length - shown })}</span>}
    </div>
  );
}
