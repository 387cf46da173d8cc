// What an import did, or would do, and the way back.
import './imports.css';
import { useState } from 'preact/hooks';
import type { Import } from '@lib/contract/imports';
import { duration, number } from '@lib/format';
import { useAction } from '@lib/load';
import { Button, Card, Dialog, ErrorState, save, toast } from '@lib/ui';
import { rejects, undo } from './calls';
import { reasonText } from './reasons';
import { it } from './texts';

export function ResultCard({ of: i, onChange }: { of: Import; onChange: () => void }) {
  const r = i.result;
  const [asking, setAsking] = useState(false);
  const fetchRejects = useAction(async () => save(`ditolak-${i.name.replace(/\.\w+$/, '')}.csv`, await rejects(i.id)));
  const back = useAction(async () => {
    await undo(i.id);
    toast(it('undo.done'));
    setAsking(false);
    onChange();
  });
  if (!r) return null;
  const tally = [['rows', r.rows], ['accepted', r.accepted], ['rejected', r.rejected], ['warnings', r.warnings], ['inserted', r.inserted], ['changed', r.changed], ['unchanged', r.unchanged]] as const;
  const reasons = Object.entries(r.reasons ?? {}).sort((a, b) => b[1] - a[1]);
  return (
    <Card
      title={it(r.dry_run ? 'result.try' : 'result')} sub={r.dry_run ? it('r.nothing') : r.seconds ? it('r.seconds', { time: duration(r.seconds) }) : undefined}
      actions={i.state === 'done' && <Button kind="danger" icon="undo" onClick={() => setAsking(true)}>{it('undo')}</Button>}
    >
      <div class="stack-v">
        <dl class="tally">{tally.map(([key, n]) => <div key={key}><dt>{it(`r.${key}`)}</dt><dd>{number(n)}</dd></div>)}</dl>
        {reasons.length > 0 && (
          <div class="stack-v tight">
            <h3>{it('reasons')}</h3>
            <ul class="plain reasons-list">{reasons.map(([code, n]) => <li key={code} class="between"><span>{reasonText(code)}</span><span class="figure">{number(n)}</span></li>)}</ul>
          </div>
        )}
        {r.has_rejects && <div><Button icon="download" busy={fetchRejects.busy} onClick={() => void fetchRejects.run()}>{it('rejects')}</Button></div>}
        {fetchRejects.error !== undefined && <ErrorState error={fetchRejects.error} />}
      </div>
      <Dialog
        open={asking} title={it('undo.title')} onClose={() => setAsking(false)}
        actions={<><Button onClick={() => setAsking(false)}>{it('undo.keep')}</Button><Button kind="danger" busy={back.busy} onClick={() => void back.run()}>{it('undo')}</Button></>}
      >
        <p>{it('undo.about', { n: r.accepted, name: i.name })}</p>
        {back.error !== undefined && <ErrorState error={back.error} />}
      </Dialog>
    </Card>
  );
}
