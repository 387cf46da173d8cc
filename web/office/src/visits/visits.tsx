// Kunjungan: today's, the coming and the past ones as a list, or a month as a calendar.
import './visits.css';
import { useState } from 'preact/hooks';
import type { Visit } from '@lib/contract/outreach';
import { date, day as dayText, dayOf } from '@lib/format';
import { lang } from '@lib/i18n';
import { Load, useLoad } from '@lib/load';
import { Link, navigate, place, setQuery, useTitle } from '@lib/router';
import { Button, EmptyState, PageHead, Progress, Skeleton, Status, toast } from '@lib/ui';
import { may } from '../session';
import { t } from '../texts';
import { visitStateName, visitTone } from '../words';
import { Calendar } from './calendar';
import { visits } from './calls';
import { addDays, hours, parts } from './days';
import { VisitForm } from './form';
import { vt } from './texts';

const firstDays = 45; // how far back the list begins

export default function VisitsScreen() {
  const { query } = place.value;
  const calendar = query.get('lihat') === 'kalender';
  const adding = query.get('baru');
  const today = dayOf(Date.now());
  useTitle(vt('title'), t('app'));
  return (
    <>
      <PageHead
        title={vt('title')} sub={vt('sub')}
        actions={
          <>
            <div class="segments" role="group" aria-label={vt('view')}>
              <button type="button" aria-pressed={!calendar} onClick={() => setQuery({ lihat: undefined })}>{vt('list')}</button>
              <button type="button" aria-pressed={calendar} onClick={() => setQuery({ lihat: 'kalender' })}>{vt('calendar')}</button>
            </div>
            {may('visit.write') && <Button kind="primary" icon="plus" onClick={() => setQuery({ baru: '1' })}>{vt('new')}</Button>}
          </>
        }
      />
      {calendar ? <Calendar today={today} onAdd={may('visit.write') ? (day) => setQuery({ baru: day }) : undefined} /> : <List today={today} />}
      {adding && may('visit.write') && (
        <VisitForm
          day={adding.length === 10 ? adding : today} onClose={() => setQuery({ baru: undefined })}
          onSaved={(v) => { toast(vt('added', { place: v.place })); navigate(`/kunjungan/${v.id}`, { replace: true }); }}
        />
      )}
    </>
  );
}

function List({ today }: { today: string }) {
  const [back, setBack] = useState(firstDays);
  const from = useLoad((stop) => visits(addDays(today, -back), undefined, stop), [today, back]);
  return (
    <Load from={from} waiting={<div class="stack-v"><Skeleton height={120} /><Skeleton height={300} /></div>}>
      {(all) => {
        const { today: now, coming, past } = parts(all, today);
        if (all.length === 0 && back > firstDays) return <Empty />;
        return (
          <div class="stack-v wide">
            <Part title={vt('today')} none={vt('today.none')} visits={now} />
            <Part title={vt('coming')} none={vt('coming.none')} visits={coming} dated />
            <Part title={vt('past')} none={vt('past.none')} visits={past} dated />
            {back === firstDays && <div class="center"><Button kind="quiet" icon="history" busy={from.loading} onClick={() => setBack(3650)}>{vt('older')}</Button></div>}
          </div>
        );
      }}
    </Load>
  );
}

function Empty() {
  const add = may('visit.write') && <Button kind="primary" icon="plus" onClick={() => setQuery({ baru: '1' })}>{vt('plan')}</Button>;
  return <div class="card"><EmptyState icon="calendar" title={vt('empty')} action={add}>{vt('empty.about')}</EmptyState></div>;
}

function Part(p: { title: string; none: string; visits: Visit[]; dated?: boolean }) {
  return (
    <section class="stack-v tight">
      <h2>{p.title}</h2>
      {p.visits.length === 0 ? <p class="muted">{p.none}</p> : <ul class="plain card rows">{p.visits.map((v) => <Row key={v.id} visit={v} dated={p.dated} />)}</ul>}
    </section>
  );
}

function Row({ visit: v, dated }: { visit: Visit; dated?: boolean }) {
  const [tone, icon] = visitTone[v.state];
  const done = v.counts.active + v.counts.active_elsewhere;
  const of = Math.max(v.roster, v.expected, v.counts.present);
  const when = hours(v, lang.value === 'id' ? '.' : ':');
  return (
    <li>
      <Link class="visit-row" to={`/kunjungan/${v.id}`}>
        <span class="visit-when figure">{dated ? <><strong>{dayText(v.date).replace(/ \d{4}$/, v.date.slice(0, 4) === String(new Date().getFullYear()) ? '' : ` ${date(v.date).slice(-4)}`)}</strong><span class="muted small">{when}</span></> : <strong>{when || '–'}</strong>}</span>
        <span class="visit-what"><strong>{v.place}</strong><span class="muted small">{[v.host?.name !== v.place && v.host?.name, v.area?.name, v.team.length > 0 && vt('team.n', { n: v.team.length })].filter(Boolean).join(' · ')}</span></span>
        <span class="visit-done">
          {v.state === 'open' || v.state === 'closed' ? (
            <><span class="figure small">{vt('of', { n: done, of })}</span><Progress size="thin" bare label={v.place} text={vt('of', { n: done, of })} value={done} max={of} /></>
          ) : <span class="muted small figure">{vt('roster.n', { n: v.roster > 0 ? v.roster : v.expected })}</span>}
        </span>
        <span class="visit-state"><Status tone={tone} icon={icon}>{visitStateName(v.state)}</Status></span>
      </Link>
    </li>
  );
}
