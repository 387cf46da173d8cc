import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { encode } from 'uqr';
import { ut } from './texts';

const quiet = 4; // modules of white around the code, as ISO/IEC 18004 wants them

/** A QR code: black on white in every theme, as large as its place (the class `qr` limits it to 480 px). */
export function Qr({ text, label, level = 'M' }: { text: string; label?: string; level?: 'L' | 'M' | 'Q' | 'H' }): JSX.Element {
  const { size, path } = useMemo(() => draw(text, level), [text, level]);
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label ?? ut('ui.qr')} shape-rendering="crispEdges">
      <rect class="qr-ground" width={size} height={size} />
      <path class="qr-dark" d={path} />
    </svg>
  );
}

/** The dark modules as one path of horizontal runs. */
export function draw(text: string, ecc: 'L' | 'M' | 'Q' | 'H'): { size: number; path: string } {
  const { data } = encode(text, { ecc, border: 0 });
  let path = '';
  for (const [y, row] of data.entries()) {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue;
      const start = x;
      while (row[x + 1]) x++;
      path += `M${start + quiet} ${y + quiet}h${x - start + 1}v1h${start - x - 1}z`;
    }
  }
  return { size: data.length + 2 * quiet, path };
}

/** A code that is read out or typed over: large digits in groups. */
export function Code({ text, label, group = 3 }: { text: string; label: string; group?: number }): JSX.Element {
  const parts = text.match(new RegExp(`.{1,${group}}`, 'g')) ?? [];
  return (
    <div class="code" role="group" aria-label={`${label}: ${[...text].join(' ')}`}>
      <span class="code-label" aria-hidden="true">{label}</span>
      <span class="code-digits" aria-hidden="true">{parts.map((part, i) => <span key={i}>{part}</span>)}</span>
    </div>
  );
}
