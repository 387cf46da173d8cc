// Today's visits with how far each has come.
import { useEffect } from 'preact/hooks';
import type { Visit } from '@lib/contract/outreach';
import { Load, useLoad } from '@lib/load';
import { Link } from '@lib/router';
import { Button, Card, EmptyState, Progress, Status } from '@lib/ui';
import { may } from '../session';
import { t } from '../texts';
import { visitStateName, visitTone } from '../words';
import { visitsOn } from './calls';
import { bt } from './texts';

const again = 20_000; // milliseconds between two looks when nothing was told live

/** `realised` is only a sign that something changed. */
export function TodaysVisits({ day, realised }: { day: string; realised: number }) {
  const from = useLoad((stop) => visitsOn(day, stop), [day, realised]);
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && from.reload(), again);
    return () => clearInterval(timer);
  }, []);
  return (
    <Card title={bt('visits')} actions={<Button kind="quiet" to="/kunjungan" after="next">{t('all')}</Button>}>
      <Load from={from}>
        {(visits) => (visits.length === 0 ? (
          <EmptyState icon="calendar" title={bt('visits.none')} action={may('visit.write') && <Button icon="plus" to="/kunjungan?baru=1">{bt('visits.go')}</Button>}>{bt('visits.none.about')}</EmptyState>
        ) : <ul class="plain today">{visits.map((v) => <Row key={v.id} visit={v} />)}</ul>)}
      </Load>
    </Card>
  );
}

function Row({ visit: v }: { visit: Visit }) {
  const [tone, icon] = visitTone[v.state];
  const c = v.counts;
  const done = c.active + c.active_elsewhere;
  const unsuccessful = c.failed + c.refused + c.left;
  const of = Math.max(v.roster, v.expected, c.present);
  const notes = [v.team.length > 0 && bt('visits.team', { n: v.team.length }), c.active_elsewhere > 0 && bt('visits.elsewhere', { n: c.active_elsewhere }), unsuccessful > 0 && bt('visits.failed', { n: unsuccessful })];
  const text = bt('visits.done', { n: done, of });
  return (
    <li class="stack-v tight">
      <div class="between"><Link to={`/kunjungan/${v.id}`}><strong>{v.place}</strong></Link><Status tone={tone} icon={icon}>{v.state === 'planned' && v.starts ? v.starts.replace(':', '.') : visitStateName(v.state)}</Status></div>
      <Progress size="thin" bare label={v.place} text={text} value={done} max={of} />
      <p class="muted small"><span class="figure">{text}</span>{notes.filter(Boolean).map((n) => ` · ${n}`)}</p>
    </li>
  );
}
