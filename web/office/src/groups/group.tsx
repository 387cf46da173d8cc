// One agency or group: how far it is, and its members.
import { useState } from 'preact/hooks';
import { api } from '@lib/api';
import type { GroupRow } from '@lib/contract/board';
import type { ResidentSummary } from '@lib/contract/register';
import { number, percent } from '@lib/format';
import { Load, useAction, useLoad } from '@lib/load';
import { Link, useTitle, type Params } from '@lib/router';
import { Button, Card, Dialog, EmptyState, ErrorState, PageHead, Progress, Skeleton, Table, toast, type Column } from '@lib/ui';
import { groupTable } from '../board/calls';
import { PersonFinder } from '../residents/finder';
import { may } from '../session';
import { t } from '../texts';
import type { Group } from '../visits/calls';
import { kindName, ktpName } from '../words';
import { gt } from './texts';

type Member = ResidentSummary & { unit: string; position: string };
type MemberPage = { members: Member[]; next?: string };
const members = (id: string, after?: string, signal?: AbortSignal) => api.get<MemberPage>(`/api/v1/groups/${id}/members`, { query: { after, limit: 200 }, signal });

export default function GroupScreen({ params }: { params: Params }) {
  const id = params.id ?? '';
  const from = useLoad((stop) => api.get<Group>(`/api/v1/groups/${id}`, { signal: stop }), [id]);
  useTitle(from.data?.name ?? gt('title'), t('app'));
  return (
    <>
      <div class="crumb no-print"><Button kind="quiet" size="small" icon="back" to={`/kelompok${from.data ? `?jenis=${from.data.kind}` : ''}`}>{gt('back')}</Button></div>
      <Load from={from} waiting={<div class="stack-v wide"><Skeleton height={80} /><Skeleton height={420} /></div>}>{(g) => <Whole group={g} reload={from.reload} />}</Load>
    </>
  );
}

function Whole({ group: g, reload }: { group: Group; reload: () => void }) {
  const row = useLoad((stop) => groupTable(g.kind, stop).then((table) => table.rows.find((r) => r.id === g.id)), [g.id, g.members]);
  return (
    <>
      <PageHead title={g.name} sub={`${kindName(g.kind)}${g.area ? ` · ${gt('seat', { area: g.area.name })}` : ''}`} actions={may('visit.write') && <Button icon="calendar" to="/kunjungan?baru=1">{gt('visit')}</Button>} />
      <div class="stack-v wide">
        {may('board.read') && <Card title={gt('standing')}><Load from={row} waiting={<Skeleton height={60} />}>{(r) => <StandingOf row={r} members={g.members} />}</Load></Card>}
        {may('roster.read') ? <Members group={g} onChange={reload} /> : <p class="muted">{gt('people.hidden')}</p>}
      </div>
    </>
  );
}

function StandingOf({ row, members }: { row?: GroupRow; members: number }) {
  const done = row ? row.realised + row.elsewhere : 0;
  return (
    <div class="stack-v tight">
      <Progress label={percent(done, members)} value={done} max={Math.max(1, members)} text={gt('standing.of', { n: done, of: members })} />
      {row && <p class="muted small">{gt('counted', { n: row.realised })} · {gt('elsewhere')}: {number(row.elsewhere)} · {gt('today')}: {number(row.today)}</p>}
    </div>
  );
}

function Members({ group: g, onChange }: { group: Group; onChange: () => void }) {
  const [round, setRound] = useState(0);
  const [adding, setAdding] = useState(false);
  const from = useLoad((stop) => members(g.id, undefined, stop), [g.id, round]);
  const changed = () => {
    setRound((n) => n + 1);
    onChange();
  };
  const join = (id: string) => api.post<{ added: number }>(`/api/v1/groups/${g.id}/members`, { resident_ids: [id] });
  const add = useAction(async (p: ResidentSummary) => {
    await join(p.id);
    toast(gt('people.added', { name: p.name }));
    changed();
  });
  const remove = useAction(async (p: Member) => {
    await api.del<void>(`/api/v1/groups/${g.id}/members/${p.id}`);
    changed();
    const again = () => void api.post(`/api/v1/groups/${g.id}/members`, { resident_ids: [p.id], unit: p.unit, position: p.position }).then(changed, changed);
    toast(gt('removed', { name: p.name }), { action: { label: t('undo'), run: again } });
  });
  const mayAdd = may('visit.write') && may('resident.read');
  const button = mayAdd && <Button icon="plus" onClick={() => setAdding(true)}>{gt('people.add')}</Button>;
  return (
    <Card title={`${gt('members')} (${number(g.members)})`} flush actions={button}>
      {remove.error !== undefined && <div class="pad"><ErrorState error={remove.error} /></div>}
      <Load from={from} waiting={<div class="pad"><Skeleton height={360} /></div>}>
        {(page) => <List key={round} group={g} page={page} onRemove={may('visit.write') ? (p) => void remove.run(p) : undefined} />}
      </Load>
      <Dialog open={adding} title={gt('people.add')} size="wide" onClose={() => setAdding(false)}>
        <div class="stack-v">
          {add.error !== undefined && <ErrorState error={add.error} />}
          <PersonFinder action={(p) => <Button size="small" icon="plus" busy={add.busy} onClick={() => void add.run(p)}>{gt('add')}</Button>} />
        </div>
      </Dialog>
    </Card>
  );
}

function List({ group, page, onRemove }: { group: Group; page: MemberPage; onRemove?: (p: Member) => void }) {
  const [more, setMore] = useState<MemberPage>({ members: [], next: page.next });
  const load = useAction(async () => {
    const got = await members(group.id, more.next);
    setMore({ members: [...more.members, ...got.members], next: got.next });
  });
  const rows = [...page.members, ...more.members];
  const columns: Column<Member>[] = [
    { key: 'name', head: gt('name'), cell: (p) => (p.name ? <span class="who">{may('resident.read') ? <Link to={`/penduduk/${p.id}`}>{p.name}</Link> : <span>{p.name}</span>}<span class="muted small figure">{p.nik_masked}</span></span> : <span class="muted">{gt('gone')}</span>), sort: (p) => p.name, csv: (p) => p.name },
    { key: 'unit', head: gt('unit'), cell: (p) => <span class="who"><span>{p.unit}</span>{p.position && <span class="muted small">{p.position}</span>}</span>, sort: (p) => p.unit, csv: (p) => p.unit },
    { key: 'home', head: gt('home'), cell: (p) => p.area.name, sort: (p) => p.area.name, csv: (p) => p.area.name },
    { key: 'ktp', head: gt('ktp'), cell: (p) => ktpName(p.ktp_status), sort: (p) => p.ktp_status.code, csv: (p) => ktpName(p.ktp_status) },
  ];
  if (onRemove) columns.push({ key: 'x', head: '', cell: (p) => <Button kind="quiet" size="small" icon="close" label={gt('remove', { name: p.name })} onClick={() => onRemove(p)} /> });
  return (
    <>
      <Table caption={gt('members')} columns={columns} rows={rows} rowKey={(p) => p.id} file="anggota" stack empty={<EmptyState icon="people" title={gt('people.none')}>{gt('people.none.about')}</EmptyState>} />
      {more.next && <div class="pad center"><Button busy={load.busy} onClick={() => void load.run()}>{t('more')}</Button></div>}
    </>
  );
}
