// Activations by day as bars, with the same figures in a table for who cannot see or wants to read them.
import { useState } from 'preact/hooks';
import type { DayCount } from '@lib/contract/board';
import { date, day as dayText, number } from '@lib/format';
import { Card } from '@lib/ui';
import { axis, lastDays, weekend } from './figures';
import { bt } from './texts';
import { useWidth } from './width';

const [height, left, top, bottom] = [230, 40, 12, 26];

export function Trend({ series, last }: { series: readonly DayCount[]; last: string }) {
  const days = lastDays(series, last, 60);
  const best = days.reduce((a, b) => (b.n > a.n ? b : a));
  return (
    <Card title={bt('trend')} sub={best.n > 0 ? `${bt('trend.sub')} · ${bt('trend.best', { n: best.n, day: date(best.day) })}` : bt('trend.sub')} class="trend">
      {best.n === 0 ? <p class="muted">{bt('trend.none')}</p> : <Bars days={days} />}
      <details class="fold no-print">
        <summary>{bt('trend.table')}</summary>
        <div class="scroll-y">
          <table class="table small-table">
            <caption class="sr-only">{bt('trend')}</caption>
            <thead><tr><th scope="col">{bt('trend.day')}</th><th scope="col" class="figure">{bt('trend.n')}</th></tr></thead>
            <tbody>{[...days].sort((a, b) => b.day.localeCompare(a.day)).map((d) => <tr key={d.day}><td>{dayText(d.day)}</td><td class="figure">{number(d.n)}</td></tr>)}</tbody>
          </table>
        </div>
      </details>
    </Card>
  );
}

function Bars({ days }: { days: readonly DayCount[] }) {
  const [box, width] = useWidth<HTMLDivElement>(640);
  const [at, setAt] = useState<number>();
  const marks = axis(Math.max(...days.map((d) => d.n)));
  const max = marks[marks.length - 1] ?? 1;
  const step = (width - left) / days.length;
  const y = (n: number) => top + (height - top - bottom) * (1 - n / max);
  const over = at === undefined ? undefined : days[at];
  const point = (e: PointerEvent) => {
    const x = e.clientX - (e.currentTarget as Element).getBoundingClientRect().left - left;
    setAt(Math.max(0, Math.min(days.length - 1, Math.floor(x / step))));
  };
  return (
    <div class="chart" ref={box}>
      <svg width={width} height={height} role="img" aria-label={bt('trend')} onPointerMove={point} onPointerLeave={() => setAt(undefined)}>
        {marks.map((m) => (
          <g key={m}>
            <line class="chart-grid" x1={left} x2={width} y1={y(m)} y2={y(m)} />
            <text class="chart-text" x={left - 8} y={y(m) + 4} text-anchor="end">{number(m)}</text>
          </g>
        ))}
        {days.map((d, i) => (
          <rect
            key={d.day} class={`chart-bar${weekend(d.day) ? ' soft' : ''}${i === at ? ' at' : ''}${i === days.length - 1 ? ' today' : ''}`}
            x={left + i * step + step * 0.14} width={Math.max(1, step * 0.72)} y={y(d.n)} height={Math.max(0, y(0) - y(d.n))} rx={Math.min(3, step / 4)}
          />
        ))}
        {labels(days, width).map(({ i, text, anchor }) => <text key={i} class="chart-text" x={left + (i + (anchor === 'end' ? 1 : 0.5)) * step} y={height - 6} text-anchor={anchor}>{text}</text>)}
      </svg>
      {over && at !== undefined && (
        <div class="chart-tip" style={{ left: `${Math.max(80, Math.min(width - 80, left + (at + 0.5) * step))}px` }} aria-hidden="true">
          {bt('trend.at', { day: dayText(over.day), n: over.n })}
        </div>
      )}
    </div>
  );
}

/** Every second Monday on a wide screen, every fourth on a phone, and the last day. */
function labels(days: readonly DayCount[], width: number): { i: number; text: string; anchor: 'middle' | 'end' }[] {
  const each = width < 480 ? 21 : 14;
  const short = (d: string) => date(d).replace(/ \d{4}$/, '');
  const list: { i: number; text: string; anchor: 'middle' | 'end' }[] = [];
  for (let i = days.length - 1; i > 0; i -= each) list.push({ i, text: short(days[i]?.day ?? ''), anchor: i === days.length - 1 ? 'end' : 'middle' });
  return list;
}
