// By kecamatan, then by kelurahan: a table beside the map; both show the same place. The kecamatan is in the address.
import './map.css';
import { useMemo, useState } from 'preact/hooks';
import type { AreaRow, AreaTable, Target } from '@lib/contract/board';
import { number, percent, percentOf } from '@lib/format';
import { Load, useLoad } from '@lib/load';
import { Link, place, setQuery } from '@lib/router';
import { Button, Card, EmptyState, ErrorState, Skeleton, Table, type Column } from '@lib/ui';
import { may } from '../session';
import { AreaMapView } from './areamap';
import { areaMap, areas } from './calls';
import { bt } from './texts';

export function Areas({ city, target, round }: { city: string; target: Target | null; round: number }) {
  const within = place.value.query.get('kec') ?? '';
  const [at, setAt] = useState<string>();
  const top = useLoad((stop) => areas(city, stop), [city, round]);
  const below = useLoad((stop) => Promise.all((top.data?.rows ?? []).map((r) => areas(r.code, stop))), [top.data]);
  const map = useLoad((stop) => areaMap(city, stop), [city]);
  const kelurahan = useMemo(() => (below.data ?? []).flatMap((t) => t.rows), [below.data]);
  const chosen = (top.data?.rows ?? []).findIndex((r) => r.code === within);
  const shown = within === '' ? top.data : below.data?.[chosen];
  const open = (code: string) => setQuery({ kec: code });
  return (
    <div class="split areas">
      <Card
        title={within === '' ? bt('areas') : bt('areas.in', { name: top.data?.rows[chosen]?.name ?? '' })} sub={bt('areas.sub')} flush
        actions={within !== '' && <Button kind="quiet" icon="back" onClick={() => open('')}>{bt('areas.back')}</Button>}
      >
        {shown ? <Rows key={within} table={shown} target={target} deep={within !== ''} open={open} at={at} /> : (
          <div class="inset"><Problem of={[top, below]} /></div>
        )}
      </Card>
      <Card title={bt('map')} sub={bt('map.sub')}>
        {map.error !== undefined && !map.data ? <EmptyState icon="map" title={bt('map.none')} /> : (
          <Load from={map} waiting={<Skeleton height={380} />}>
            {(m) => <AreaMapView map={m} rows={kelurahan} within={within} at={at} onAt={setAt} onOpen={open} />}
          </Load>
        )}
      </Card>
    </div>
  );
}

/** What went wrong with the tables, or what is still to come. */
function Problem({ of }: { of: { error?: unknown; reload: () => void }[] }) {
  const failed = of.find((l) => l.error !== undefined);
  return failed ? <ErrorState error={failed.error} retry={failed.reload} /> : <Skeleton height={420} />;
}

type RowsProps = { table: AreaTable; target: Target | null; deep: boolean; open: (code: string) => void; at?: string };

function Rows({ table, target, deep, open, at }: RowsProps) {
  const [total, recorded] = [table.total, target?.base_kind === 'recorded'];
  const columns: Column<AreaRow>[] = [
    { key: 'name', head: bt(deep ? 'area.kel' : 'area.kec'), cell: (r) => <Name row={r} deep={deep} open={open} here={r.code === at} />, sort: (r) => r.name, csv: (r) => r.name },
    { key: 'base', head: bt(recorded ? 'col.recorded' : 'col.base'), figure: true, cell: (r) => number(r.base), sort: (r) => r.base, csv: (r) => r.base, total: number(total.base) },
    { key: 'target', head: bt('col.target'), figure: true, cell: (r) => number(r.target), sort: (r) => r.target, csv: (r) => r.target, total: number(total.target) },
    { key: 'done', head: bt('col.done'), figure: true, cell: (r) => <Done row={r} deep={deep} />, sort: (r) => r.realised, csv: (r) => r.realised, total: number(total.realised) },
    { key: 'today', head: bt('col.today'), figure: true, cell: (r) => number(r.today), sort: (r) => r.today, csv: (r) => r.today, total: number(total.today) },
    { key: 'part', head: bt('col.percent'), figure: true, cell: (r) => <Share of={r} />, sort: (r) => r.percent_of_target_bp, csv: (r) => percent(r.realised, r.target), total: percentOf(total.percent_of_target_bp) },
  ];
  return <Table caption={bt('areas')} columns={columns} rows={table.rows} rowKey={(r) => r.code} sorted="-part" file={deep ? `kelurahan-${total.code}` : 'kecamatan'} onRow={deep ? undefined : (r) => open(r.code)} />;
}

function Name({ row, deep, open, here }: { row: AreaRow; deep: boolean; open: (code: string) => void; here: boolean }) {
  const name = here ? <mark>{row.name}</mark> : <span class="keep">{row.name}</span>;
  return deep ? <>{name}</> : <button type="button" class="as-link" onClick={() => open(row.code)}>{name}</button>;
}

function Done({ row, deep }: { row: AreaRow; deep: boolean }) {
  if (!deep || row.realised === 0 || !may('roster.read')) return <>{number(row.realised)}</>;
  return <Link to={`/hasil?state=active&area=${row.code}`} label={`${row.name}: ${number(row.realised)}`}>{number(row.realised)}</Link>;
}

/** The percentage with a small bar, full at the target. */
function Share({ of: r }: { of: AreaRow }) {
  return <span class="share">{percentOf(r.percent_of_target_bp)}<span class="share-bar" aria-hidden="true"><span style={{ width: `${Math.min(100, r.percent_of_target_bp / 100)}%` }} /></span></span>;
}
