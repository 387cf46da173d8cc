import type { JSX } from 'preact';
import { ut } from './texts';

type ProgressProps = {
  /** What it measures, for screen readers and, unless `bare`, above the bar. */
  label: string;
  value: number;
  max: number;
  /** The value in words: "4.015 dari 42.000". */
  text: string;
  /** Where it should stand by now. */
  mark?: number;
  markText?: string;
  /** Where it is likely to end. */
  band?: readonly [low: number, high: number];
  size?: 'thin' | 'large';
  bare?: boolean;
};

/** A bar from nothing to its target, with today's expected mark and the forecast band. */
export function Progress(p: ProgressProps): JSX.Element {
  const at = (n: number) => `${Math.max(0, Math.min(100, p.max > 0 ? (n / p.max) * 100 : 0))}%`;
  const markText = p.markText ?? ut('ui.expected');
  return (
    <div class={['progress', p.size].filter(Boolean).join(' ')}>
      {!p.bare && <div class="progress-head"><span>{p.label}</span><strong class="figure">{p.text}</strong></div>}
      <div
        class="progress-track" role="progressbar" aria-label={p.label} aria-valuemin={0} aria-valuemax={p.max} aria-valuenow={Math.min(p.value, p.max)}
        aria-valuetext={p.mark === undefined ? p.text : `${p.text}; ${markText}`}
      >
        {p.band && <span class="progress-band" style={{ left: at(p.band[0]), width: `calc(${at(p.band[1])} - ${at(p.band[0])})` }} />}
        <span class="progress-bar" style={{ width: at(p.value) }} />
        {p.mark !== undefined && <span class="progress-mark" style={{ left: at(p.mark) }} />}
      </div>
      {p.mark !== undefined && !p.bare && (
        <div class="progress-foot"><span class={p.mark / p.max > 0.6 ? 'progress-note left' : 'progress-note'} style={p.mark / p.max > 0.6 ? { right: `calc(100% - ${at(p.mark)})` } : { left: at(p.mark) }}>{markText}</span></div>
      )}
    </div>
  );
}
