// One visit: what is planned, who is expected, how it goes.
import './visits.css';
import { useEffect, useState } from 'preact/hooks';
import type { Counts, Visit, VisitState } from '@lib/contract/outreach';
import { events } from '@lib/events';
import { longDay } from '@lib/format';
import { lang } from '@lib/i18n';
import { Load, useAction, useLoad } from '@lib/load';
import { place, setQuery, useTitle, type Params } from '@lib/router';
import { Button, ErrorState, PageHead, Skeleton, Status, Tabs, toast, type Tab } from '@lib/ui';
import { may } from '../session';
import { t } from '../texts';
import { visitStateName, visitTone } from '../words';
import { changeVisit, visit } from './calls';
import { hours } from './days';
import { VisitForm } from './form';
import { Live } from './live';
import { RosterTab } from './roster';
import { Summary } from './summary';
import { vt } from './texts';

export type VisitTab = 'ringkas' | 'peserta' | 'langsung';

export default function VisitScreen({ params }: { params: Params }) {
  const id = params.id ?? '';
  const from = useLoad((stop) => visit(id, stop), [id]);
  useTitle(from.data?.place ?? vt('title'), t('app'));
  const [live, setLive] = useState<Counts>();
  useEffect(() => events(`/api/v1/visits/${id}/events`, { counts: (counts: Counts) => setLive(counts) }), [id]);
  return (
    <Load from={from} waiting={<div class="stack-v wide"><Skeleton height={80} /><Skeleton height={360} /></div>}>
      {(v) => <Whole visit={live ? { ...v, counts: live } : v} reload={from.reload} set={from.set} />}
    </Load>
  );
}

function Whole({ visit: v, reload, set }: { visit: Visit; reload: () => void; set: (v: Visit) => void }) {
  const [editing, setEditing] = useState(false);
  const tab = (place.value.query.get('tab') ?? 'ringkas') as VisitTab;
  const [tone, icon] = visitTone[v.state];
  const when = hours(v, lang.value === 'id' ? '.' : ':');
  const tabs: Tab<VisitTab>[] = [
    { key: 'ringkas', label: vt('tab.summary'), icon: 'info' },
    ...(may('roster.read') ? [{ key: 'peserta' as const, label: vt('tab.roster'), icon: 'people' as const, count: String(v.roster) }] : []),
    { key: 'langsung', label: vt('tab.live'), icon: 'online' },
  ];
  return (
    <>
      <div class="crumb no-print"><Button kind="quiet" size="small" icon="back" to="/kunjungan">{vt('all')}</Button></div>
      <PageHead
        title={v.place} sub={<>{longDay(v.date)}{when && `, ${when}`} <Status tone={tone} icon={icon}>{visitStateName(v.state)}</Status></>}
        actions={may('visit.write') && <StateButtons visit={v} set={set} onEdit={() => setEditing(true)} />}
      />
      <Tabs label={vt('tabs')} tabs={tabs} current={tab} onTab={(key) => setQuery({ tab: key === 'ringkas' ? undefined : key })}>
        {tab === 'peserta' ? <RosterTab visit={v} onChange={reload} /> : tab === 'langsung' ? <Live visit={v} /> : <Summary visit={v} />}
      </Tabs>
      {editing && <VisitForm visit={v} onClose={() => setEditing(false)} onSaved={(saved) => { set(saved); setEditing(false); toast(vt('saved')); }} />}
    </>
  );
}

const said = { open: 'opened', closed: 'closed', cancelled: 'cancelled', planned: 'planned' } as const;

function StateButtons({ visit: v, set, onEdit }: { visit: Visit; set: (v: Visit) => void; onEdit: () => void }) {
  const go = useAction(async (to: VisitState) => {
    const before = v.state;
    set(await changeVisit(v.id, { state: to }));
    const undo = { label: t('undo'), run: () => void changeVisit(v.id, { state: before }).then(set, (err: unknown) => back.run(err)) };
    toast(vt(said[to]), { tone: to === 'cancelled' ? 'warn' : 'ok', action: undo });
  });
  const back = useAction(async (err: unknown) => { throw err; });
  const error = go.error ?? back.error;
  const button = (to: VisitState, label: string, kind: 'primary' | 'secondary' | 'danger', icon: 'online' | 'check' | 'fail' | 'undo') => (
    <Button kind={kind} icon={icon} busy={go.busy} onClick={() => void go.run(to)}>{label}</Button>
  );
  return (
    <>
      <Button icon="edit" onClick={onEdit}>{vt('edit')}</Button>
      {v.state === 'planned' && <>{button('cancelled', vt('cancel'), 'danger', 'fail')}{button('open', vt('open'), 'primary', 'online')}</>}
      {v.state === 'open' && <>{button('planned', vt('back'), 'secondary', 'undo')}{button('closed', vt('close'), 'primary', 'check')}</>}
      {v.state === 'closed' && button('open', vt('reopen'), 'secondary', 'undo')}
      {v.state === 'cancelled' && button('planned', vt('restore'), 'secondary', 'undo')}
      {error !== undefined && <ErrorState error={error} />}
    </>
  );
}
