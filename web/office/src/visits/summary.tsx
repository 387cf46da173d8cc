// The visit in short: the plan, the results so far, and the one next step.
import type { Visit } from '@lib/contract/outreach';
import { longDay, number } from '@lib/format';
import { lang } from '@lib/i18n';
import { setQuery } from '@lib/router';
import { Button, Card, Facts, Notice, Stat } from '@lib/ui';
import { may } from '../session';
import { hours } from './days';
import { vt } from './texts';

export function Summary({ visit: v }: { visit: Visit }) {
  const c = v.counts;
  const list = (state: string) => (may('roster.read') ? `/hasil?visit=${v.id}${state && `&state=${state}`}` : undefined);
  const began = v.state !== 'planned' || c.present > 0;
  return (
    <div class="stack-v wide">
      <NextStep visit={v} />
      {began && (
        <div class="grid stats six">
          <Stat label={vt('c.active')} value={number(c.active)} icon="ok" to={list('active')} sub={c.active_elsewhere > 0 ? `+${number(c.active_elsewhere)} ${vt('c.elsewhere').toLowerCase()}` : undefined} />
          <Stat label={vt('c.present')} value={number(c.present)} icon="people" to={list('')} />
          <Stat label={vt('c.offered')} value={number(c.offered)} icon="qr" to={list('offered')} />
          <Stat label={vt('c.failed')} value={number(c.failed)} icon="fail" to={list('failed')} />
          <Stat label={vt('c.refused')} value={number(c.refused)} icon="close" to={list('refused')} />
          <Stat label={vt('c.left')} value={number(c.left)} icon="logout" to={list('left')} />
        </div>
      )}
      <Card title={vt('facts')}>
        <Facts items={[
          { label: vt('when'), value: `${longDay(v.date)}${v.starts && `, ${hours(v, lang.value === 'id' ? '.' : ':')}`}` },
          { label: vt('place'), value: v.place },
          { label: vt('address'), value: v.address || vt('any') },
          { label: vt('area'), value: v.area?.name ?? vt('any') },
          { label: vt('host'), value: v.host?.name ?? vt('host.none') },
          { label: vt('team'), value: v.team.map((o) => o.name).filter(Boolean).join(', ') || vt('team.none') },
          { label: vt('expected'), value: number(v.expected) },
          { label: vt('tab.roster'), value: number(v.roster) },
          ...(v.note ? [{ label: vt('note'), value: v.note }] : []),
        ]} />
      </Card>
    </div>
  );
}

function NextStep({ visit: v }: { visit: Visit }) {
  if (v.state === 'planned' && v.roster === 0 && may('visit.write') && may('roster.read')) {
    return <Notice tone="info" title={vt('next.planned')} actions={<Button icon="people" onClick={() => setQuery({ tab: 'peserta' })}>{vt('next.planned.go')}</Button>}>{vt('next.planned.about')}</Notice>;
  }
  if (v.state === 'open') {
    return <Notice tone="ok" icon="online" title={vt('next.open')} actions={<Button icon="online" onClick={() => setQuery({ tab: 'langsung' })}>{vt('next.open.go')}</Button>}>{vt('next.open.about')}</Notice>;
  }
  return null;
}
