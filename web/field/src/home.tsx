import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Counts, Visit } from '@lib/contract/outreach';
import { day, longDay, number } from '@lib/format';
import { navigate } from '@lib/router';
import { Button, Card, Icon, Notice, type IconName, type Tone } from '@lib/ui';
import { attempts, roster, visit } from './calls';
import { useLive, useSteady } from './network';
import { Next } from './next';
import { RosterList } from './rosterlist';
import { Screen, Shown } from './screen';
import { ServedList } from './served';
import { hours, t } from './texts';
import { today, workplace } from './workplace';

/** The workplace: how far it is, who is next. */
export function Home(): JSX.Element | null {
  const at = workplace.value;
  useEffect(() => {
    if (!at) navigate('/pilih', { replace: true });
  }, [at]);
  if (!at) return null;
  return at.kind === 'visit' ? <VisitHome key={at.visitId} id={at.visitId} /> : <CounterHome />;
}

const change = () => <Button kind="quiet" icon="pin" label={t('home.change')} to="/pilih" />;
const rosterPause = 1_500; // milliseconds: many counts may come at once

function VisitHome({ id }: { id: string }): JSX.Element {
  const about = useSteady((signal) => visit(id, signal), [id]);
  const people = useSteady((signal) => roster(id, signal), [id]);
  const [counts, setCounts] = useState<Counts>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useLive<Counts>(`/api/v1/visits/${id}/events`, 'counts', (c) => {
    setCounts(c);
    clearTimeout(timer.current);
    timer.current = setTimeout(people.reload, rosterPause);
  });
  const v = about.data;
  return (
    <Screen title={v?.place ?? t('visit')} sub={v && [day(v.date), hours(v)].filter(Boolean).join(' · ')} actions={change()} dock={<Next />} nav wide>
      <Shown from={about}>
        {(it) => (
          <div class="home">
            <div class="stack-v">
              {it.state === 'planned' && <Notice tone="info" icon="calendar" title={t('visit.early')}>{t('visit.early.about')}</Notice>}
              {(it.state === 'closed' || it.state === 'cancelled') && <Notice tone="warn" title={t('visit.over')}>{t('visit.over.about')}</Notice>}
              <VisitTally counts={counts ?? it.counts} />
              <VisitFacts visit={it} />
            </div>
            <Shown from={people}>{(entries) => <RosterList entries={entries} />}</Shown>
          </div>
        )}
      </Shown>
    </Screen>
  );
}

function VisitTally({ counts: c }: { counts: Counts }): JSX.Element {
  const active = c.active + c.active_elsewhere;
  return (
    <Tally items={[
      { label: t('tally.present'), n: c.present, icon: 'people', tone: 'idle' },
      { label: t('tally.active'), n: active, icon: 'ok', tone: 'ok', sub: c.active_elsewhere > 0 ? t('tally.elsewhere', { n: c.active_elsewhere }) : undefined },
      { label: t('tally.offered'), n: c.offered, icon: 'qr', tone: 'info' },
      { label: t('tally.ended'), n: c.failed + c.refused + c.left, icon: 'warning', tone: 'warn' },
    ]} />
  );
}

type TallyItem = { label: string; n: number; icon: IconName; tone: Tone; sub?: string };

function Tally({ items }: { items: TallyItem[] }): JSX.Element {
  return (
    <dl class="tally">
      {items.map((i) => (
        <div key={i.label} class={`tally-item tone-${i.tone}`}>
          <dt><Icon name={i.icon} size={18} />{i.label}</dt>
          <dd>{number(i.n)}</dd>
          {i.sub && <dd class="tally-sub">{i.sub}</dd>}
        </div>
      ))}
    </dl>
  );
}

function VisitFacts({ visit: v }: { visit: Visit }): JSX.Element | null {
  const lines = [v.host && v.host.name !== v.place ? v.host.name : '', [v.address, v.area && t('area', { name: v.area.name })].filter(Boolean).join(', '), v.team.map((o) => o.name).join(', '), v.note];
  const icons: IconName[] = ['building', 'map', 'people', 'info'];
  if (!lines.some(Boolean)) return null;
  return (
    <details class="about" open={matchMedia('(min-width: 860px)').matches}>
      <summary>{t('visit.about')}<Icon name="down" /></summary>
      <ul class="lines">{lines.map((line, i) => line && <li key={i}><Icon name={icons[i] ?? 'info'} />{line}</li>)}</ul>
    </details>
  );
}

function CounterHome(): JSX.Element {
  const served = useSteady((signal) => attempts({ day: today() }, signal), []);
  const here = served.data?.attempts.filter((a) => a.channel === 'counter') ?? [];
  const count = (...states: string[]) => here.filter((a) => states.includes(a.state)).length;
  return (
    <Screen title={t('counter.name')} sub={longDay(today())} actions={change()} dock={<Next />} nav wide>
      <Shown from={served}>
        {() => (
          <div class="home">
            <Tally items={[
              { label: t('tally.served'), n: here.length, icon: 'people', tone: 'idle' },
              { label: t('tally.active'), n: count('active'), icon: 'ok', tone: 'ok' },
              { label: t('tally.offered'), n: count('offered'), icon: 'qr', tone: 'info' },
              { label: t('tally.ended'), n: count('failed', 'refused', 'left'), icon: 'warning', tone: 'warn' },
            ]} />
            <Card title={t('counter.today')} flush><ServedList rows={here} /></Card>
          </div>
        )}
      </Shown>
    </Screen>
  );
}
