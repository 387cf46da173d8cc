// One import: look, try out, run, and if need be take it back.
import { useEffect, useState } from 'preact/hooks';
import type { Import, ImportProgress, Preview } from '@lib/contract/imports';
import { events } from '@lib/events';
import { number } from '@lib/format';
import { Load, useAction, useLoad } from '@lib/load';
import { navigate, useTitle, type Params } from '@lib/router';
import { Button, Card, Dialog, ErrorState, Notice, PageHead, Progress, Skeleton, toast } from '@lib/ui';
import { t } from '../texts';
import { oneImport, remove, run } from './calls';
import { ImportStatus } from './imports';
import { PreviewCard } from './preview';
import { ResultCard } from './result';
import { it } from './texts';

export default function ImportScreen({ params }: { params: Params }) {
  const id = params.id ?? '';
  const from = useLoad((stop) => oneImport(id, stop), [id]);
  useTitle(it('title'), t('app'));
  return (
    <>
      <div class="crumb no-print"><Button kind="quiet" size="small" icon="back" to="/impor">{it('back')}</Button></div>
      <Load from={from} waiting={<div class="stack-v wide"><Skeleton height={70} /><Skeleton height={480} /></div>}>
        {(i) => <Whole key={i.id} of={i} reload={from.reload} />}
      </Load>
    </>
  );
}

function Whole({ of: i, reload }: { of: Import; reload: () => void }) {
  const [other, setOther] = useState<Preview>(); // as the chosen columns read it; a new look at the import does not lose them
  const preview = other ?? i.preview;
  const ready = i.uploaded && preview && preview.missing.length === 0 && !preview.rounded;
  const [trying, setTrying] = useState(false);
  const [asking, setAsking] = useState(false);
  const start = useAction(async (dryRun: boolean) => {
    setTrying(dryRun);
    await run(i.id, preview?.mapping ?? {}, dryRun);
    setAsking(false);
    reload();
  });
  const drop = useAction(async () => {
    await remove(i.id);
    toast(it('deleted'));
    navigate('/impor', { replace: true });
  });
  const still = i.state === 'uploaded' || i.state === 'checked' || i.state === 'interrupted' || i.state === 'failed';
  const error = start.error ?? drop.error;
  return (
    <>
      <PageHead
        title={i.name} sub={<ImportStatus state={i.state} />}
        actions={i.uploaded && still && (
          <>
            <Button kind="quiet" icon="close" busy={drop.busy} onClick={() => void drop.run()}>{it('delete')}</Button>
            <Button kind={i.state === 'checked' ? 'secondary' : 'primary'} icon="eye" busy={start.busy} disabled={!ready} onClick={() => void start.run(true)}>{it('try')}</Button>
            <Button kind={i.state === 'checked' ? 'primary' : 'secondary'} icon="upload" disabled={!ready || start.busy} onClick={() => setAsking(true)}>{it('run')}</Button>
          </>
        )}
      />
      <div class="stack-v wide">
        {error !== undefined && <ErrorState error={error} />}
        {i.state === 'interrupted' && <Notice tone="warn" title={it('interrupted')}>{it('interrupted.about')}</Notice>}
        {i.state === 'failed' && <Notice tone="bad" title={it('failed')}><p>{it('failed.about')}</p>{i.error && <p class="code-line">{i.error.code}</p>}</Notice>}
        {i.state === 'undoing' && <Notice tone="info" title={it('undoing')} />}
        {i.state === 'running' && <Running id={i.id} first={i.progress} trying={trying} onEnd={reload} />}
        {i.result && i.state !== 'running' && <ResultCard of={i} onChange={reload} />}
        {preview && still && <PreviewCard id={i.id} preview={preview} onPreview={setOther} />}
      </div>
      <Dialog
        open={asking} title={it('confirm')} onClose={() => setAsking(false)}
        actions={<><Button onClick={() => setAsking(false)}>{t('cancel')}</Button><Button kind="primary" busy={start.busy} onClick={() => void start.run(false)}>{it('run')}</Button></>}
      >
        <p>{it('confirm.about')}</p>
        <p class="muted">{i.result?.dry_run ? it('confirm.tested', { accepted: i.result.accepted, rejected: i.result.rejected }) : it('confirm.untested')}</p>
      </Dialog>
    </>
  );
}

function Running({ id, first, trying, onEnd }: { id: string; first?: ImportProgress; trying: boolean; onEnd: () => void }) {
  const [p, setP] = useState(first);
  useEffect(() => {
    const end = () => {
      stop();
      onEnd();
    };
    const stop = events(`/api/v1/imports/${id}/events`, { progress: (now: ImportProgress) => setP(now), done: end, failed: end });
    return stop;
  }, [id]);
  const total = p?.total_bytes ?? 0;
  return (
    <Card>
      <div class="stack-v" role="status">
        <Progress size="large" label={it(trying ? 'checking' : 'running')} value={p?.done_bytes ?? 0} max={Math.max(1, total)} text={it('running.text', { rows: p?.rows ?? 0 })} />
        <p class="figure">{it('accepted')} <strong>{number(p?.accepted ?? 0)}</strong> · {it('rejected')} <strong>{number(p?.rejected ?? 0)}</strong></p>
        <p class="muted small">{it('leave')}</p>
      </div>
    </Card>
  );
}
