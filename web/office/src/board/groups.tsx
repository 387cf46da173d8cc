// How the members of agencies, schools and others stand.
import './board.css';
import { useState } from 'preact/hooks';
import type { GroupRow, GroupTable } from '@lib/contract/board';
import type { GroupKind } from '@lib/contract/outreach';
import { number, percent } from '@lib/format';
import { Load, useLoad } from '@lib/load';
import { Link } from '@lib/router';
import { Card, EmptyState, Skeleton, Table, type Column } from '@lib/ui';
import { may } from '../session';
import { groupKinds, kindIcon, kindName } from '../words';
import { groupTable } from './calls';
import { bt } from './texts';

export function Groups({ round }: { round: number }) {
  const [kind, setKind] = useState<GroupKind>('agency');
  const from = useLoad((stop) => groupTable(kind, stop), [kind, round]);
  return (
    <Card title={bt('groups')} sub={bt('groups.sub')} flush>
      <KindPicker kind={kind} onKind={setKind} />
      <Load from={from} waiting={<div class="inset"><Skeleton height={360} /></div>}>{(table) => <Rows key={kind} table={table} kind={kind} brief />}</Load>
    </Card>
  );
}

/** Which kind of group is shown. */
export function KindPicker({ kind, onKind }: { kind: GroupKind; onKind: (kind: GroupKind) => void }) {
  return (
    <div class="picker no-print" role="group" aria-label={bt('groups.kind')}>
      <div class="segments">
        {groupKinds.map((k) => <button key={k} type="button" aria-pressed={k === kind} onClick={() => onKind(k)}>{kindName(k)}</button>)}
      </div>
    </div>
  );
}

/** Of what is shown: a filter, or a role that sees only its own, has totals of its own. */
function totalOf(rows: readonly GroupRow[]): Pick<GroupRow, 'members' | 'realised' | 'elsewhere' | 'today'> {
  const sum = (of: (r: GroupRow) => number) => rows.reduce((n, r) => n + of(r), 0);
  return { members: sum((r) => r.members), realised: sum((r) => r.realised), elsewhere: sum((r) => r.elsewhere), today: sum((r) => r.today) };
}

/** The table of one kind of group; the groups screen shows it as well. */
export function Rows({ table, kind, brief }: { table: Pick<GroupTable, 'rows'>; kind: GroupKind; brief?: boolean }) {
  const { rows } = table;
  const total = totalOf(rows);
  const done = (r: GroupRow) => r.realised + r.elsewhere;
  const columns: Column<GroupRow>[] = [
    { key: 'name', head: bt('groups.name'), cell: (r) => <Link to={`/kelompok/${r.id}`}>{r.name}</Link>, sort: (r) => r.name, csv: (r) => r.name },
    { key: 'members', head: bt('groups.members'), figure: true, cell: (r) => number(r.members), sort: (r) => r.members, csv: (r) => r.members, total: number(total.members) },
    { key: 'done', head: bt('groups.done'), figure: true, cell: (r) => <Done row={r} n={done(r)} />, sort: done, csv: done, total: number(total.realised + total.elsewhere) },
    { key: 'elsewhere', head: bt('groups.elsewhere'), figure: true, cell: (r) => number(r.elsewhere), sort: (r) => r.elsewhere, csv: (r) => r.elsewhere, total: number(total.elsewhere) },
    { key: 'today', head: bt('col.today'), figure: true, cell: (r) => number(r.today), sort: (r) => r.today, csv: (r) => r.today, total: number(total.today) },
    { key: 'part', head: bt('groups.percent'), figure: true, cell: (r) => percent(done(r), r.members), sort: (r) => (r.members > 0 ? done(r) / r.members : 0), csv: (r) => percent(done(r), r.members), total: percent(total.realised + total.elsewhere, total.members) },
  ];
  return <Table caption={`${bt('groups')}: ${kindName(kind)}`} columns={brief ? columns.filter((c) => c.key !== 'elsewhere') : columns} rows={rows} rowKey={(r) => r.id} sorted="-part" file={`kelompok-${kind}`} stack={!brief} empty={<EmptyState icon={kindIcon[kind]} title={bt('groups.none')} />} />;
}

function Done({ row, n }: { row: GroupRow; n: number }) {
  if (n === 0 || !may('roster.read')) return <>{number(n)}</>;
  return <Link to={`/hasil?state=active&group=${row.id}`} label={`${row.name}: ${number(n)}`}>{number(n)}</Link>;
}
