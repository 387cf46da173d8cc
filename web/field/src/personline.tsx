import type { JSX } from 'preact';
import type { ResidentRecord } from '@lib/contract/register';
import { Photo } from '@lib/ui';
import { photoOf } from './calls';

/** Who is being served, small, over the later steps. */
export function PersonLine({ record: r }: { record: ResidentRecord }): JSX.Element {
  return (
    <div class="person-line">
      <Photo src={photoOf(r.id)} name={r.name} size="small" />
      <span><strong>{r.name}</strong><span class="muted small">{r.nik_masked} · {r.area.name}</span></span>
    </div>
  );
}
