// Impor: drop a file, and the imports so far.
import { useRef, useState } from 'preact/hooks';
import { ApiError } from '@lib/api';
import type { Import, ImportState } from '@lib/contract/imports';
import { decimal, moment, number, percent } from '@lib/format';
import { Load, useAction, useLoad } from '@lib/load';
import { Link, navigate, useTitle } from '@lib/router';
import { Button, Card, EmptyState, ErrorState, PageHead, Progress, Skeleton, Status, Table, type Column, type IconName, type Tone } from '@lib/ui';
import { Drop } from '../drop';
import { t } from '../texts';
import { imports, upload } from './calls';
import { sizeText } from './fields';
import { it } from './texts';

const tones: Record<ImportState, readonly [Tone, IconName]> = {
  uploaded: ['idle', 'file'], running: ['info', 'retry'], checked: ['info', 'check'], done: ['ok', 'ok'], failed: ['bad', 'fail'], interrupted: ['warn', 'warning'], undoing: ['info', 'undo'], undone: ['idle', 'undo'],
};

export function ImportStatus({ state }: { state: ImportState }) {
  return <Status tone={tones[state][0]} icon={tones[state][1]}>{it(`s.${state}`)}</Status>;
}

export default function ImportsScreen() {
  const from = useLoad(imports, []);
  useTitle(it('title'), t('app'));
  return (
    <>
      <PageHead title={it('title')} sub={it('sub')} />
      <div class="stack-v wide">
        <Upload />
        <Card title={it('list')} flush>
          <Load from={from} waiting={<div class="pad"><Skeleton lines={5} /></div>}>{(all) => <List all={all} />}</Load>
        </Card>
      </div>
    </>
  );
}

function Upload() {
  const [sending, setSending] = useState<{ file: File; sent: number }>();
  const stop = useRef<AbortController>(null);
  const send = useAction(async (file: File) => {
    stop.current = new AbortController();
    setSending({ file, sent: 0 });
    try {
      const got = await upload(file, (sent) => setSending({ file, sent }), stop.current.signal);
      navigate(`/impor/${got.id}`);
    } catch (err) {
      if (!(err instanceof ApiError && err.code === 'canceled')) throw err;
    } finally {
      setSending(undefined);
    }
  });
  if (sending) {
    const { file, sent } = sending;
    return (
      <Card>
        <div class="stack-v">
          <Progress label={it('uploading', { name: file.name })} value={Math.min(sent, file.size)} max={file.size} text={sent >= file.size ? it('reading') : it('uploaded', { p: percent(sent, file.size), size: sizeText(file.size, decimal) })} />
          <div><Button onClick={() => stop.current?.abort()}>{it('stop')}</Button></div>
        </div>
      </Card>
    );
  }
  return (
    <div class="stack-v">
      {send.error !== undefined && <ErrorState error={send.error} />}
      <Drop title={it('drop')} about={it('about')} choose={it('choose')} onFile={(f) => void send.run(f)} />
    </div>
  );
}

function List({ all }: { all: Import[] }) {
  const columns: Column<Import>[] = [
    { key: 'name', head: it('file'), cell: (i) => <Link to={`/impor/${i.id}`}>{i.name}</Link>, sort: (i) => i.name, csv: (i) => i.name },
    { key: 'at', head: it('when'), cell: (i) => <span class="figure">{moment(i.at)}</span>, sort: (i) => i.at, csv: (i) => i.at },
    { key: 'state', head: it('state'), cell: (i) => <ImportStatus state={i.state} />, sort: (i) => i.state, csv: (i) => it(`s.${i.state}`) },
    { key: 'rows', head: it('rows'), figure: true, cell: (i) => (i.result ? number(i.result.rows) : '–'), sort: (i) => i.result?.rows ?? 0, csv: (i) => i.result?.rows },
    { key: 'ok', head: it('accepted'), figure: true, cell: (i) => (i.result ? number(i.result.accepted) : '–'), sort: (i) => i.result?.accepted ?? 0, csv: (i) => i.result?.accepted },
    { key: 'no', head: it('rejected'), figure: true, cell: (i) => (i.result ? number(i.result.rejected) : '–'), sort: (i) => i.result?.rejected ?? 0, csv: (i) => i.result?.rejected },
  ];
  return <Table caption={it('list')} columns={columns} rows={all} rowKey={(i) => i.id} stack onRow={(i) => navigate(`/impor/${i.id}`)} empty={<EmptyState icon="file" title={it('none')}>{it('none.about')}</EmptyState>} />;
}
