// The count for a second screen: large enough to read across a hall, kept current by the visit's events.
import { useRef } from 'preact/hooks';
import type { Visit } from '@lib/contract/outreach';
import { number } from '@lib/format';
import { Button, Progress } from '@lib/ui';
import { vt } from './texts';

export function Live({ visit: v }: { visit: Visit }) {
  const box = useRef<HTMLDivElement>(null);
  const c = v.counts;
  const done = c.active + c.active_elsewhere;
  const of = Math.max(v.roster, v.expected, c.present);
  return (
    <div class="live" ref={box}>
      <div class="live-main" role="status">
        <span class="live-label">{vt('live.title')}</span>
        <span class="live-figure">{number(done)}</span>
        <span class="lead">{vt('live.of', { n: of })}{c.active_elsewhere > 0 && `, ${vt('live.elsewhere', { n: c.active_elsewhere })}`}</span>
      </div>
      <Progress size="large" bare label={vt('live.title')} text={vt('of', { n: done, of })} value={done} max={of} />
      <dl class="live-rest">
        <div><dt>{vt('c.present')}</dt><dd>{number(c.present)}</dd></div>
        <div><dt>{vt('c.waiting')}</dt><dd>{number(Math.max(0, of - c.present))}</dd></div>
        <div><dt>{vt('c.offered')}</dt><dd>{number(c.offered)}</dd></div>
        <div><dt>{vt('c.failed')}</dt><dd>{number(c.failed)}</dd></div>
        <div><dt>{vt('c.refused')}</dt><dd>{number(c.refused)}</dd></div>
        <div><dt>{vt('c.left')}</dt><dd>{number(c.left)}</dd></div>
      </dl>
      <div class="center no-print">{document.fullscreenEnabled && <Button icon="device" onClick={() => void box.current?.requestFullscreen()}>{vt('live.full')}</Button>}</div>
    </div>
  );
}
