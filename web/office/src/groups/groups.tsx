// Instansi & kelompok: by kind, with how far their members are.
import { useState } from 'preact/hooks';
import type { GroupKind } from '@lib/contract/outreach';
import { fieldError } from '@lib/errors';
import { api } from '@lib/api';
import { Load, useAction, useLoad } from '@lib/load';
import { navigate, place, setQuery, useTitle } from '@lib/router';
import { Button, Dialog, EmptyState, ErrorState, PageHead, Select, Skeleton, TextInput, toast } from '@lib/ui';
import { groupTable } from '../board/calls';
import { KindPicker, Rows } from '../board/groups';
import { may } from '../session';
import { t } from '../texts';
import { AreaSelect } from '../visits/form';
import type { Group } from '../visits/calls';
import { groupKinds, kindIcon, kindName } from '../words';
import { gt } from './texts';

export default function GroupsScreen() {
  const kind = (groupKinds.find((k) => k === place.value.query.get('jenis')) ?? 'agency') as GroupKind;
  const [text, setText] = useState('');
  const [adding, setAdding] = useState(false);
  const from = useLoad((stop) => groupTable(kind, stop), [kind]);
  const wanted = text.trim().toLowerCase();
  useTitle(gt('title'), t('app'));
  return (
    <>
      <PageHead title={gt('title')} sub={gt('sub')} actions={may('visit.write') && <Button kind="primary" icon="plus" onClick={() => setAdding(true)}>{gt('new')}</Button>} />
      <div class="card flush">
        <div class="tools">
          <KindPicker kind={kind} onKind={(k) => setQuery({ jenis: k })} />
          <div class="narrow-field"><TextInput label={gt('find')} type="search" icon="search" placeholder={gt('find')} value={text} onValue={setText} /></div>
        </div>
        <Load from={from} waiting={<div class="pad"><Skeleton height={420} /></div>}>
          {(table) => {
            const rows = table.rows.filter((r) => r.name.toLowerCase().includes(wanted));
            if (table.rows.length === 0) return <EmptyState icon={kindIcon[kind]} title={gt('none')}>{gt('none.about')}</EmptyState>;
            if (rows.length === 0) return <EmptyState icon="filter" title={gt('nofit')} />;
            const total = wanted === '' ? table.total : rows.reduce((s, r) => ({ ...s, members: s.members + r.members, realised: s.realised + r.realised, elsewhere: s.elsewhere + r.elsewhere, today: s.today + r.today }), { ...table.total, members: 0, realised: 0, elsewhere: 0, today: 0 });
            return <Rows key={kind} table={{ rows, total }} kind={kind} />;
          }}
        </Load>
      </div>
      {adding && <NewGroup kind={kind} onClose={() => setAdding(false)} />}
    </>
  );
}

function NewGroup({ kind: first, onClose }: { kind: GroupKind; onClose: () => void }) {
  const [kind, setKind] = useState(first);
  const [name, setName] = useState('');
  const [area, setArea] = useState('');
  const add = useAction(async () => {
    const made = await api.post<Group>('/api/v1/groups', { kind, name: name.trim(), ...(area && { area }) });
    toast(gt('added', { name: made.name }));
    navigate(`/kelompok/${made.id}`);
  });
  return (
    <Dialog
      open title={gt('new')} onClose={onClose}
      actions={<><Button onClick={onClose}>{t('cancel')}</Button><Button kind="primary" busy={add.busy} disabled={name.trim() === ''} onClick={() => void add.run()}>{gt('add')}</Button></>}
    >
      <form class="stack-v" onSubmit={(e) => { e.preventDefault(); void add.run(); }}>
        {add.error !== undefined && <ErrorState error={add.error} />}
        <TextInput label={gt('name')} value={name} maxLength={200} required error={fieldError(add.error, 'name')} onValue={setName} />
        <Select label={gt('kind')} value={kind} options={groupKinds.map((k) => ({ value: k, label: kindName(k) }))} onValue={setKind} />
        <AreaSelect value={area} onValue={setArea} />
      </form>
    </Dialog>
  );
}
