import type { ComponentChildren, JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { Button } from './button';
import { csv, save, type Cell } from './csv';
import { Icon } from './icon';
import { EmptyState } from './states';
import { ut } from './texts';

export type Column<T> = {
  key: string;
  head: string;
  cell: (row: T) => ComponentChildren;
  /** A number: right-aligned, digits of one width. */
  figure?: boolean;
  /** Makes the column sortable. */
  sort?: (row: T) => number | string;
  /** What the totals row says. */
  total?: ComponentChildren;
  /** What the file says; without it the column is not in the file. */
  csv?: (row: T) => Cell;
};

export type TableProps<T> = {
  /** What the table holds, for screen readers. */
  caption: string;
  columns: Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  /** The column to sort by at first, '-' before it for descending. */
  sorted?: string;
  /** Shown in place of rows. */
  empty?: ComponentChildren;
  /** The name of the file; with it the table has a button that saves its rows. */
  file?: string;
  /** Opens a row: its first cell should hold a link as well, for the keyboard. */
  onRow?: (row: T) => void;
  /** On a phone every row becomes a block of name and value. */
  stack?: boolean;
  /** Above the table: search, filters. */
  tools?: ComponentChildren;
};

/** A table of records: sortable, with a header that stays, totals and a file. */
export function Table<T>(p: TableProps<T>): JSX.Element {
  const [by, setBy] = useState(p.sorted ?? '');
  const rows = useMemo(() => ordered(p.rows, p.columns, by), [p.rows, p.columns, by]);
  const totals = p.columns.some((c) => c.total !== undefined) && rows.length > 0;
  const file = p.file && (
    <Button kind="quiet" size="small" icon="download" disabled={rows.length === 0} onClick={() => save(`${p.file}.csv`, asFile(rows, p.columns))}>{ut('ui.csv')}</Button>
  );
  return (
    <div class="table-box">
      {p.tools && <div class="table-tools"><div class="cluster">{p.tools}</div>{file}</div>}
      {rows.length === 0 ? (p.empty ?? <EmptyState />) : (
        <div class="table-wrap" role="region" aria-label={p.caption} tabIndex={0}>
          <table class={p.stack ? 'table stack' : 'table'}>
            <caption class="sr-only">{p.caption}</caption>
            <thead><tr>{p.columns.map((c) => <Head key={c.key} column={c} by={by} onSort={setBy} />)}</tr></thead>
            <tbody>
              {rows.map((row) => (
                <tr key={p.rowKey(row)} class={p.onRow && 'opens'} onClick={p.onRow && ((e) => !(e.target as Element).closest('a,button,input') && p.onRow?.(row))}>
                  {p.columns.map((c) => <td key={c.key} class={c.figure ? 'figure' : undefined} data-head={c.head}>{c.cell(row)}</td>)}
                </tr>
              ))}
            </tbody>
            {totals && <tfoot><tr>{p.columns.map((c, i) => <td key={c.key} class={c.figure ? 'figure' : undefined} data-head={c.head}>{c.total ?? (i === 0 ? ut('ui.total') : '')}</td>)}</tr></tfoot>}
          </table>
        </div>
      )}
      {!p.tools && file && rows.length > 0 && <div class="table-foot no-print">{file}</div>}
    </div>
  );
}

function Head<T>({ column: c, by, onSort }: { column: Column<T>; by: string; onSort: (by: string) => void }): JSX.Element {
  const cls = c.figure ? 'figure' : undefined;
  if (!c.sort) return <th scope="col" class={cls}>{c.head}</th>;
  const [up, down] = [by === c.key, by === `-${c.key}`];
  const next = c.figure ? (down ? c.key : `-${c.key}`) : up ? `-${c.key}` : c.key; // figures: the largest first
  return (
    <th scope="col" class={cls} aria-sort={up ? 'ascending' : down ? 'descending' : undefined}>
      <button type="button" class="sort" onClick={() => onSort(next)} title={ut('ui.sort', { column: c.head })}>
        {c.head}<Icon name={up ? 'up' : down ? 'down' : 'sort'} size={14} class={up || down ? undefined : 'faint'} />
      </button>
    </th>
  );
}

function ordered<T>(rows: readonly T[], columns: Column<T>[], by: string): readonly T[] {
  const down = by.startsWith('-');
  const sort = columns.find((c) => c.key === (down ? by.slice(1) : by))?.sort;
  if (!sort) return rows;
  return [...rows].sort((a, b) => (down ? compare(sort(b), sort(a)) : compare(sort(a), sort(b))));
}

function compare(a: number | string, b: number | string): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'id', { numeric: true });
}

function asFile<T>(rows: readonly T[], columns: Column<T>[]): string {
  const kept = columns.filter((c) => c.csv);
  return csv([kept.map((c) => c.head), ...rows.map((r) => kept.map((c) => c.csv?.(r)))]);
}
