// Who is expected at a visit, and how each stands.
import { useState } from 'preact/hooks';
import type { RosterEntry } from '@lib/contract/enrol';
import type { Visit } from '@lib/contract/outreach';
import { number } from '@lib/format';
import { Load, useAction, useLoad } from '@lib/load';
import { Link } from '@lib/router';
import { Button, EmptyState, ErrorState, Skeleton, Status, Table, TextInput, toast, type Column, type IconName, type Tone } from '@lib/ui';
import { city } from '../city';
import { may } from '../session';
import { t } from '../texts';
import { attemptName, attemptTone, ktpName, triageName } from '../words';
import { AddFile } from './addfile';
import { AddGroup } from './addgroup';
import { AddPerson } from './addperson';
import { addNameTo, addPeopleTo, removeFrom, roster } from './calls';
import { filterOf, filters, fitting, standingOf, type Filter } from './standing';
import { vt } from './texts';

type Adding = 'group' | 'person' | 'file';

export function RosterTab({ visit, onChange }: { visit: Visit; onChange: () => void }) {
  const changed = visit.counts.present + visit.counts.active + visit.counts.active_elsewhere + visit.counts.failed;
  const from = useLoad((stop) => roster(visit.id, stop), [visit.id, changed]);
  const [adding, setAdding] = useState<Adding>();
  const done = () => {
    from.reload();
    onChange();
  };
  const editable = may('visit.write') && (visit.state === 'planned' || visit.state === 'open');
  return (
    <>
      <Load from={from} waiting={<Skeleton height={480} />}>
        {(entries) => <Entries visit={visit} entries={entries} editable={editable} onAdd={setAdding} onChange={done} />}
      </Load>
      {adding === 'group' && <AddGroup visit={visit} onClose={() => setAdding(undefined)} onAdded={done} />}
      {adding === 'person' && <AddPerson visit={visit} there={from.data ?? []} onClose={() => setAdding(undefined)} onAdded={done} />}
      {adding === 'file' && <AddFile visit={visit} onClose={() => setAdding(undefined)} onAdded={done} />}
    </>
  );
}

function AddButtons({ onAdd, first }: { onAdd: (what: Adding) => void; first?: boolean }) {
  const small = first ? undefined : 'small';
  return (
    <>
      <Button size={small} kind={first ? 'primary' : 'secondary'} icon="people" onClick={() => onAdd('group')}>{vt('add.group')}</Button>
      <Button size={small} icon="upload" onClick={() => onAdd('file')}>{vt('add.file')}</Button>
      {may('resident.read') && <Button size={small} icon="plus" onClick={() => onAdd('person')}>{vt('add.person')}</Button>}
    </>
  );
}

type EntriesProps = { visit: Visit; entries: RosterEntry[]; editable: boolean; onAdd: (what: Adding) => void; onChange: () => void };

function Entries({ visit, entries, editable, onAdd, onChange }: EntriesProps) {
  const [text, setText] = useState('');
  const [filter, setFilter] = useState<Filter>('all');
  const remove = useAction(async (e: RosterEntry) => {
    const name = nameOf(e);
    await removeFrom(visit.id, e.no);
    onChange();
    const again = () => (e.resident ? addPeopleTo(visit.id, [e.resident.id], e.unit) : addNameTo(visit.id, e.given_name, e.unit));
    toast(vt('r.removed', { name }), { action: { label: t('undo'), run: () => void again().then(onChange, () => onChange()) } });
  });
  if (entries.length === 0) {
    return <div class="card"><EmptyState icon="people" title={vt('r.empty')} action={editable && <AddButtons first onAdd={onAdd} />}>{vt('r.empty.about')}</EmptyState></div>;
  }
  return (
    <div class="stack-v">
      {remove.error !== undefined && <ErrorState error={remove.error} />}
      <div class="card flush">
        <Table
          caption={vt('roster')} columns={columnsOf(editable ? (e) => void remove.run(e) : undefined)} rows={fitting(entries, text, filter)} rowKey={(e) => String(e.no)} file="peserta" stack
          empty={<EmptyState icon="filter" title={vt('r.nofit')}>{vt('r.nofit.about')}</EmptyState>}
          tools={
            <>
              <div class="narrow-field"><TextInput label={vt('r.find')} type="search" icon="search" placeholder={vt('r.find')} value={text} onValue={setText} /></div>
              <Filters entries={entries} filter={filter} onFilter={setFilter} />
              {editable && <AddButtons onAdd={onAdd} />}
            </>
          }
        />
      </div>
    </div>
  );
}

function Filters({ entries, filter, onFilter }: { entries: RosterEntry[]; filter: Filter; onFilter: (f: Filter) => void }) {
  const count = (f: Filter) => (f === 'all' ? entries.length : entries.filter((e) => filterOf(standingOf(e)) === f).length);
  return (
    <div class="segments" role="group" aria-label={vt('f.label')}>
      {filters.map((f) => <button key={f} type="button" aria-pressed={f === filter} onClick={() => onFilter(f)}>{vt(`f.${f}`)} <span class="muted">{number(count(f))}</span></button>)}
    </div>
  );
}

function nameOf(e: RosterEntry): string {
  return e.resident?.name ?? e.given_name;
}

function columnsOf(remove?: (e: RosterEntry) => void): Column<RosterEntry>[] {
  const columns: Column<RosterEntry>[] = [
    { key: 'name', head: vt('r.name'), cell: (e) => <Who entry={e} />, sort: nameOf, csv: nameOf },
    { key: 'unit', head: vt('r.unit'), cell: (e) => e.unit, sort: (e) => e.unit, csv: (e) => e.unit },
    { key: 'area', head: vt('r.area'), cell: (e) => <Home entry={e} />, sort: (e) => e.resident?.area.name ?? '', csv: (e) => e.resident?.area.name },
    { key: 'ktp', head: vt('r.ktp'), cell: (e) => e.resident && ktpName(e.resident.ktp_status), sort: (e) => e.resident?.ktp_status.code ?? 0, csv: (e) => (e.resident ? ktpName(e.resident.ktp_status) : '') },
    { key: 'state', head: vt('r.state'), cell: (e) => <EntryState entry={e} />, sort: (e) => stateOf(e)[0], csv: (e) => stateOf(e)[0] },
  ];
  if (remove) columns.push({ key: 'x', head: '', cell: (e) => <Button kind="quiet" size="small" icon="close" label={vt('r.remove', { name: nameOf(e) })} onClick={() => remove(e)} /> });
  return columns;
}

function Who({ entry: e }: { entry: RosterEntry }) {
  if (!e.resident) return <>{e.given_name}</>;
  return <span class="who">{may('resident.read') ? <Link to={`/penduduk/${e.resident.id}`}>{e.resident.name}</Link> : <span>{e.resident.name}</span>}<span class="muted small figure">{e.resident.nik_masked}</span></span>;
}

function Home({ entry: e }: { entry: RosterEntry }) {
  if (!e.resident) return null;
  const outside = city.value.code !== '' && e.resident.city.code !== city.value.code;
  return outside ? <span class="muted">{vt('r.outsider', { city: e.resident.city.name })}</span> : <>{e.resident.area.name}</>;
}

function stateOf(e: RosterEntry): [text: string, tone: Tone, icon: IconName] {
  const s = standingOf(e);
  switch (s) {
    case 'waiting': return [vt('r.waiting'), 'idle', 'clock'];
    case 'serving': return [vt('r.serving'), 'info', 'person'];
    case 'unmatched': return [vt('r.unmatched'), 'warn', 'help'];
    case 'offered': case 'active': case 'failed': case 'refused': case 'left': return [attemptName(s), ...attemptTone[s]];
    default: return [triageName(s), 'warn', 'warning'];
  }
}

function EntryState({ entry }: { entry: RosterEntry }) {
  const [text, tone, icon] = stateOf(entry);
  return <Status tone={tone} icon={icon}>{text}</Status>;
}
