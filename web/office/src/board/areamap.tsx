// The city's kelurahan in shades of how far each has come. One stop for the tab key; arrow keys move between kelurahan.
import './map.css';
import { useMemo, useRef } from 'preact/hooks';
import type { AreaMap, AreaRow } from '@lib/contract/board';
import { number, percentOf } from '@lib/format';
import { Icon } from '@lib/ui';
import { shadeOf, shades } from './figures';
import { neighbour, project, type Shape } from './projection';
import { bt } from './texts';

type Props = { map: AreaMap; rows: readonly AreaRow[]; within: string; at?: string; onAt: (code?: string) => void; onOpen: (kecamatan: string) => void };

export function AreaMapView({ map, rows, within, at, onAt, onOpen }: Props) {
  const drawing = useMemo(() => project(map), [map]);
  const byCode = useMemo(() => new Map(rows.map((r) => [r.code, r])), [rows]);
  const ends = useMemo(() => shades(rows.map((r) => r.percent_of_target_bp)), [rows]);
  const svg = useRef<SVGSVGElement>(null);
  const first = drawing.shapes.find((s) => s.kecamatan === within) ?? drawing.shapes[0];
  const current = drawing.shapes.find((s) => s.code === at);
  const move = (e: KeyboardEvent, from: Shape) => {
    if (e.key === 'Enter' || e.key === ' ') onOpen(from.kecamatan);
    else {
      const to = neighbour(drawing.shapes, from, e.key);
      if (to) svg.current?.querySelector<SVGElement>(`[data-code="${to.code}"]`)?.focus();
      else if (!e.key.startsWith('Arrow')) return;
    }
    e.preventDefault();
  };
  return (
    <div class="stack-v tight">
      <svg ref={svg} class="map" viewBox={`-4 -4 ${drawing.width + 8} ${drawing.height + 8}`} role="group" aria-label={bt('map.label')} onPointerLeave={() => onAt(undefined)}>
        {drawing.shapes.map((s) => (
          <path
            key={s.code} d={s.path} data-code={s.code} class={classOf(s, byCode.get(s.code), ends, within, at)} role="button" tabIndex={s === (current ?? first) ? 0 : -1}
            aria-label={said(s, byCode.get(s.code))} onPointerEnter={() => onAt(s.code)} onFocus={() => onAt(s.code)} onBlur={() => onAt(undefined)} onClick={() => onOpen(s.kecamatan)}
            onKeyDown={(e) => move(e, s)}
          />
        ))}
      </svg>
      <Caption shape={current} row={current && byCode.get(current.code)} />
      <Legend ends={ends} />
      {map.schematic && <p class="muted small schematic"><Icon name="info" size={16} />{bt('map.schematic')}</p>}
    </div>
  );
}

function classOf(s: Shape, row: AreaRow | undefined, ends: readonly number[], within: string, at?: string): string {
  const shade = row ? shadeOf(row.percent_of_target_bp, ends) : 0;
  return [`area shade-${shade}`, within !== '' && s.kecamatan !== within && 'far', s.code === at && 'at'].filter(Boolean).join(' ');
}

function said(s: Shape, row?: AreaRow): string {
  return row ? `${s.name}, ${s.kecamatanName}: ${percentOf(row.percent_of_target_bp)}, ${bt('map.figures', { done: row.realised, target: row.target })}` : `${s.name}, ${s.kecamatanName}`;
}

function Caption({ shape, row }: { shape?: Shape; row?: AreaRow }) {
  return (
    <div class="map-caption">
      {shape ? (
        <>
          <span><strong>{shape.name}</strong><span class="muted small">{shape.kecamatanName}</span></span>
          {row && <span class="figure"><strong>{percentOf(row.percent_of_target_bp)}</strong><span class="muted small">{bt('map.figures', { done: row.realised, target: row.target })}</span></span>}
        </>
      ) : <span class="muted small">{bt('map.hint')}</span>}
    </div>
  );
}

function Legend({ ends }: { ends: readonly number[] }) {
  return (
    <div class="legend" aria-hidden="true">
      {ends.map((e, i) => <span key={e}><span class={`swatch shade-${i + 1}`} />{bt('map.legend', { from: number((ends[i - 1] ?? 0) / 100), to: number(e / 100) })}</span>)}
    </div>
  );
}
