// The list behind a figure: who was served, and with what result. The filters are in the address.
import { useState } from 'preact/hooks';
import type { AttemptRow } from '@lib/contract/enrol';
import { date, moment } from '@lib/format';
import { useLoad, Load, useAction } from '@lib/load';
import { Link, place, setQuery, useTitle } from '@lib/router';
import { Button, EmptyState, PageHead, Select, Skeleton, Status, Table, TextInput, type Column } from '@lib/ui';
import { may } from '../session';
import { t } from '../texts';
import { attemptName, attemptTone } from '../words';
import { attempts, outcomes, type AttemptFilter } from './calls';
import { reasonName } from './reasons';
import { bt } from './texts';

const states = ['active', 'offered', 'failed', 'refused', 'left', 'prepared', 'identified'] as const;
const keys = ['visit', 'state', 'code', 'day', 'area', 'group'] as const;

export default function AttemptsScreen() {
  const { query } = place.value;
  const filter = Object.fromEntries(keys.map((k) => [k, query.get(k) ?? undefined])) as AttemptFilter;
  const first = useLoad((stop) => attempts(filter, undefined, stop), Object.values(filter));
  useTitle(bt('list'), t('app'));
  return (
    <>
      <PageHead title={bt('list')} sub={first.data ? bt('list.sub', { n: first.data.total }) : ' '} actions={<Button icon="back" onClick={() => history.back()}>{bt('title')}</Button>} />
      <div class="stack-v">
        <Filters filter={filter} />
        <Load from={first} waiting={<Skeleton height={480} />}>{(page) => <List key={JSON.stringify(filter)} filter={filter} rows={page.attempts} next={page.next} />}</Load>
      </div>
    </>
  );
}

function Filters({ filter }: { filter: AttemptFilter }) {
  const known = useLoad(outcomes, []).data ?? [];
  const codes = known.filter((o) => !filter.state || o.state === filter.state);
  const any = { value: '', label: bt('list.any') };
  return (
    <div class="filters no-print">
      <Select label={bt('list.state')} value={filter.state ?? ''} options={[any, ...states.map((s) => ({ value: s as string, label: attemptName(s) }))]} onValue={(state) => setQuery({ state, code: undefined })} />
      <TextInput label={bt('list.day')} type="date" value={filter.day ?? ''} onValue={(day) => setQuery({ day })} />
      {(codes.length > 0 || filter.code) && (
        <Select label={bt('list.reason')} value={filter.code ?? ''} options={[any, ...codes.map((o) => ({ value: o.code, label: reasonName(o.code, known) })), ...unknown(filter.code, codes.map((o) => o.code))]} onValue={(code) => setQuery({ code })} />
      )}
      {Object.values(filter).some(Boolean) && <Button kind="quiet" icon="close" onClick={() => setQuery(Object.fromEntries(keys.map((k) => [k, undefined])))}>{bt('list.clear')}</Button>}
    </div>
  );
}

function unknown(code: string | undefined, codes: string[]): { value: string; label: string }[] {
  return code && !codes.includes(code) ? [{ value: code, label: reasonName(code, []) }] : [];
}

function List({ filter, rows, next }: { filter: AttemptFilter; rows: AttemptRow[]; next?: string }) {
  const known = useLoad(outcomes, []).data ?? [];
  const [more, setMore] = useState<{ rows: AttemptRow[]; next?: string }>({ rows: [], next });
  const load = useAction(async () => {
    const page = await attempts(filter, more.next);
    setMore({ rows: [...more.rows, ...page.attempts], next: page.next });
  });
  const columns: Column<AttemptRow>[] = [
    { key: 'name', head: bt('list.name'), cell: (r) => <Who row={r} />, sort: (r) => r.resident.name, csv: (r) => r.resident.name },
    { key: 'area', head: bt('list.area'), cell: (r) => (r.counts_here ? r.resident.area.name : <>{r.resident.city.name} <span class="muted small">({bt('list.here')})</span></>), sort: (r) => r.resident.area.name, csv: (r) => r.resident.area.name },
    { key: 'state', head: bt('list.state'), cell: (r) => <Status tone={attemptTone[r.state][0]} icon={attemptTone[r.state][1]}>{attemptName(r.state)}</Status>, sort: (r) => r.state, csv: (r) => attemptName(r.state) },
    { key: 'reason', head: bt('list.reason'), cell: (r) => (r.code ? reasonName(r.code, known) : ''), csv: (r) => (r.code ? reasonName(r.code, known) : '') },
    { key: 'next', head: bt('list.next'), cell: (r) => <>{r.next}{r.retry_on && <span class="muted small"> {bt('list.retry', { day: date(r.retry_on) })}</span>}</>, csv: (r) => r.next },
    { key: 'when', head: bt('list.when'), cell: (r) => <span class="figure">{moment(r.changed_at)}</span>, sort: (r) => r.changed_at, csv: (r) => r.changed_at },
    { key: 'officer', head: bt('list.officer'), cell: (r) => r.officer.name, sort: (r) => r.officer.name, csv: (r) => r.officer.name },
  ];
  const all = [...rows, ...more.rows];
  const shown = all.some((r) => r.code) ? columns : columns.filter((c) => c.key !== 'reason' && c.key !== 'next');
  return (
    <>
      <div class="card flush"><Table caption={bt('list')} columns={shown} rows={all} rowKey={(r) => r.id} file="hasil" stack empty={<EmptyState icon="filter" title={bt('list.none')}>{bt('list.none.about')}</EmptyState>} /></div>
      {more.next && <div class="center"><Button busy={load.busy} onClick={() => void load.run()}>{t('more')}</Button></div>}
    </>
  );
}

function Who({ row }: { row: AttemptRow }) {
  return may('resident.read') ? <Link to={`/penduduk/${row.resident_id}`}>{row.resident.name}</Link> : <>{row.resident.name}</>;
}
