// The first rows of a file as they would be read: what each column holds can be chosen, dirt is marked in its cell.
import './imports.css';
import type { Mapping, Preview, PreviewRow } from '@lib/contract/imports';
import { number } from '@lib/format';
import { lang } from '@lib/i18n';
import { useAction } from '@lib/load';
import { Card, ErrorState, Icon, Notice, Status } from '@lib/ui';
import { warningText } from '../residents/record';
import { preview as ask } from './calls';
import { chosen, fieldAt, fieldName, fields } from './fields';
import { it } from './texts';

type Props = { id: string; preview: Preview; onPreview: (p: Preview) => void };

export function PreviewCard({ id, preview: p, onPreview }: Props) {
  const look = useAction(async (mapping: Mapping) => {
    onPreview({ ...p, mapping }); // the choice shows at once
    onPreview(await ask(id, mapping));
  });
  const bad = p.rows.filter((r) => r.problems.length > 0).length;
  return (
    <Card title={it('preview')} sub={it('preview.sub', { format: p.format.toUpperCase(), encoding: p.encoding.toUpperCase(), row: p.header_row })} flush>
      <div class="inset stack-v">
        {look.error !== undefined && <ErrorState error={look.error} />}
        {p.rounded && <Notice tone="bad" title={it('rounded')}>{it('rounded.about')}</Notice>}
        {p.missing.length > 0 ? <Notice tone="bad" title={it('missing', { list: p.missing.map(fieldName).join(', ') })}>{it('missing.about')}</Notice> : (
          <div><Status tone={bad > 0 ? 'warn' : 'ok'}>{bad > 0 ? it('preview.bad', { n: bad, of: p.rows.length }) : it('preview.good', { of: p.rows.length })}</Status></div>
        )}
      </div>
      <div class={look.busy ? 'table-wrap stale' : 'table-wrap'} role="region" aria-label={it('preview')} tabIndex={0}>
        <table class="table preview">
          <caption class="sr-only">{it('preview')}</caption>
          <thead>
            <tr><th scope="col" class="figure">{it('row')}</th><th scope="col">{it('problem')}</th>{p.header.map((h, column) => <Head key={column} name={h || it('noname', { n: column + 1 })} column={column} mapping={p.mapping} onMapping={(m) => void look.run(m)} />)}</tr>
          </thead>
          <tbody>{p.rows.map((r) => <Row key={r.row} row={r} columns={p.header.length} hasCard={p.mapping.family_card !== undefined} />)}</tbody>
        </table>
      </div>
    </Card>
  );
}

function Head({ name, column, mapping, onMapping }: { name: string; column: number; mapping: Mapping; onMapping: (m: Mapping) => void }) {
  const field = fieldAt(mapping, column);
  return (
    <th scope="col" class={field === '' ? 'unread' : undefined}>
      <span class="preview-name">{name}</span>
      <span class="select small-select">
        <select class="input" aria-label={it('map', { name })} value={field} onChange={(e) => onMapping(chosen(mapping, column, e.currentTarget.value))}>
          <option value="">{it('map.skip')}</option>
          {fields.map((f) => <option key={f} value={f}>{fieldName(f)}</option>)}
        </select>
        <Icon name="down" size={16} />
      </span>
    </th>
  );
}

/** The server's reasons begin small: they stand in a list there. */
const sentence = (reason: string) => reason.charAt(0).toUpperCase() + reason.slice(1);

function Row({ row, columns, hasCard }: { row: PreviewRow; columns: number; /** The file has a column of family card numbers. */ hasCard: boolean }) {
  const why = row.problems.map((p) => sentence(lang.value === 'id' ? p.reason_id : p.reason_en));
  const odd = why.length > 0 ? [] : row.warnings.filter((w) => w !== 'card_number_odd' || hasCard); // a row that is not taken has enough to it
  const at = (column: number) => row.problems.findIndex((p) => p.column === column);
  return (
    <tr class={why.length > 0 ? 'dirty' : undefined}>
      <td class="figure muted">{number(row.row)}</td>
      <td class="preview-why">
        {why.length > 0 ? why.map((w) => <span key={w} class="bad-line"><Icon name="fail" size={16} />{w}</span>) : odd.length === 0 && <span class="ok-line"><Icon name="ok" size={16} />{it('fine')}</span>}
        {odd.map((w) => <span key={w} class="warn-line"><Icon name="warning" size={16} />{warningText(w)}</span>)}
      </td>
      {Array.from({ length: columns }, (_, column) => {
        const problem = at(column);
        return <td key={column} class={problem >= 0 ? 'dirt' : undefined} title={why[problem]}>{problem >= 0 && <Icon name="warning" size={14} />}{row.cells[column] || (problem >= 0 ? '—' : '')}</td>;
      })}
    </tr>
  );
}
