// Target: the present one with its base, and a new one for those who may set it.
import { useState } from 'preact/hooks';
import { api } from '@lib/api';
import type { BaseKind, Board, Target, TargetGiven } from '@lib/contract/board';
import { fieldError } from '@lib/errors';
import { date, dayOf, number, percentOf } from '@lib/format';
import { Load, useAction, useLoad } from '@lib/load';
import { useTitle } from '@lib/router';
import { Button, Card, Dialog, EmptyState, ErrorState, Facts, PageHead, Progress, Select, Skeleton, TextInput, Tiles, toast } from '@lib/ui';
import { board } from '../board/calls';
import { may } from '../session';
import { t } from '../texts';
import { parsePercent, share } from './percent';
import { at } from './texts';

export default function TargetScreen() {
  const from = useLoad(board, []);
  const [open, setOpen] = useState(false);
  const set = may('target.write');
  useTitle(at('t.title'), t('app'));
  return (
    <>
      <PageHead title={at('t.title')} actions={set && from.data?.target && <Button kind="primary" icon="edit" onClick={() => setOpen(true)}>{at('t.change')}</Button>} />
      <Load from={from} waiting={<Skeleton height={320} />}>
        {(b) => (
          <div class="stack-v">
            {b.target ? <Present board={b} target={b.target} /> : (
              <div class="card"><EmptyState icon="target" title={at('t.none')} action={set && <Button kind="primary" icon="target" onClick={() => setOpen(true)}>{at('t.set')}</Button>}>{at('t.none.about')}</EmptyState></div>
            )}
            {!set && <p class="muted">{at('t.who')}</p>}
            {open && <Form board={b} onClose={() => setOpen(false)} onSet={from.reload} />}
          </div>
        )}
      </Load>
    </>
  );
}

function Present({ board: b, target: g }: { board: Board; target: Target }) {
  return (
    <Card title={g.name} sub={at('t.now')}>
      <div class="stack-v wide">
        <Progress size="large" label={at('t.progress')} value={b.realised} max={g.number} text={`${at('t.of', { n: b.realised, of: g.number })} · ${percentOf(b.percent_of_target_bp)}`} />
        <Facts items={[
          { label: at('t.number'), value: at('t.people', { n: g.number }) }, { label: at('t.percent'), value: g.percent_bp > 0 ? percentOf(g.percent_bp) : at('t.empty') }, { label: at('t.due'), value: date(g.due) },
          { label: at('t.base'), value: at(`t.base.${g.base_kind}`) }, { label: at('t.basen'), value: number(g.base) }, { label: at('t.asof'), value: date(g.base_as_of) }, { label: at('t.source'), value: g.base_source || at('t.empty') },
        ]} />
      </div>
    </Card>
  );
}

function Form({ board: b, onClose, onSet }: { board: Board; onClose: () => void; onSet: () => void }) {
  const g = b.target;
  const today = dayOf(b.as_of);
  const [name, setName] = useState(g?.name ?? `Target ${today.slice(0, 4)}`);
  const [by, setBy] = useState<'percent' | 'number'>(g && g.percent_bp === 0 ? 'number' : 'percent');
  const [kind, setKind] = useState<BaseKind>(g?.base_kind ?? 'wajib_ktp');
  const [percent, setPercent] = useState(g && g.percent_bp > 0 ? percentOf(g.percent_bp).replace(/,00|\.00|[\s%\u00a0]/g, '') : '25');
  const [count, setCount] = useState(g ? String(g.number) : '');
  const [due, setDue] = useState(g?.due ?? `${today.slice(0, 4)}-12-31`);
  const bp = parsePercent(percent);
  const people = Number(count.replace(/\D/g, ''));
  const set = useAction(async () => {
    const body: TargetGiven = { name: name.trim(), base_kind: kind, due, ...(by === 'percent' ? { percent_bp: bp ?? 0 } : { number: people }) };
    await api.put('/api/v1/target', body);
    toast(at('t.done'));
    onSet();
    onClose();
  });
  const known = g && g.base_kind === kind ? g.base : undefined;
  const complete = name.trim() !== '' && due !== '' && (by === 'percent' ? bp !== undefined : people > 0);
  return (
    <Dialog
      open title={at(g ? 't.change' : 't.set')} size="wide" onClose={onClose}
      actions={<><Button onClick={onClose}>{t('cancel')}</Button><Button kind="primary" busy={set.busy} disabled={!complete} onClick={() => void set.run()}>{at('t.set')}</Button></>}
    >
      <form class="stack-v" onSubmit={(e) => { e.preventDefault(); if (complete) void set.run(); }}>
        {set.error !== undefined && <ErrorState error={set.error} />}
        <TextInput label={at('t.name')} hint={at('t.name.hint')} value={name} maxLength={120} error={fieldError(set.error, 'name')} onValue={setName} />
        <Tiles label={at('t.by')} value={by} onValue={setBy} options={[{ value: 'percent', label: at('t.by.percent'), icon: 'chart' }, { value: 'number', label: at('t.by.number'), icon: 'people' }]} />
        <div class="form-grid">
          <Select label={at('t.kind')} value={kind} options={[{ value: 'wajib_ktp', label: at('t.kind.wajib_ktp') }, { value: 'recorded', label: at('t.kind.recorded') }]} onValue={setKind} />
          {by === 'percent' ? <TextInput label={at('t.percent.label')} inputMode="decimal" value={percent} error={fieldError(set.error, 'percent_bp')} onValue={setPercent} /> : <TextInput label={at('t.number.label')} inputMode="numeric" value={count} error={fieldError(set.error, 'number')} onValue={setCount} />}
          <TextInput label={at('t.due.label')} type="date" value={due} error={fieldError(set.error, 'due')} onValue={setDue} />
        </div>
        {by === 'percent' && bp !== undefined && known !== undefined && <p><strong>{at('t.preview', { p: percentOf(bp), base: known, n: share(known, bp) })}</strong></p>}
        <p class="muted">{at('t.asof.hint')} {at('t.about')}</p>
      </form>
    </Dialog>
  );
}
