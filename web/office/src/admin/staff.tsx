// Petugas: who may log in, a new account with its password shown once, and the end of one.
import { useState } from 'preact/hooks';
import { api } from '@lib/api';
import type { Officer, Role } from '@lib/contract/staff';
import { fieldError } from '@lib/errors';
import { Load, useAction, useLoad } from '@lib/load';
import { useTitle } from '@lib/router';
import { Avatar, Button, Dialog, EmptyState, ErrorState, PageHead, Select, Skeleton, Table, TextInput, toast, type Column } from '@lib/ui';
import { session } from '../session';
import { t } from '../texts';
import { roleName, roleWork } from '../words';
import { at } from './texts';

const roles: readonly Role[] = ['officer', 'registrar', 'planner', 'head', 'administrator', 'auditor', 'agency_contact', 'relying_party'];
const staff = (stop: AbortSignal) => api.get<{ officers: Officer[] }>('/api/v1/staff', { signal: stop }).then((a) => a.officers);
type Added = { officer: Officer; password: string };

export default function StaffScreen() {
  const from = useLoad(staff, []);
  const [adding, setAdding] = useState(false);
  const [closing, setClosing] = useState<Officer>();
  const [added, setAdded] = useState<Added>();
  useTitle(at('s.title'), t('app'));
  return (
    <>
      <PageHead title={at('s.title')} sub={from.data ? at('s.sub', { n: from.data.length }) : ' '} actions={<Button kind="primary" icon="plus" onClick={() => setAdding(true)}>{at('s.new')}</Button>} />
      <div class="card flush"><Load from={from} waiting={<div class="inset"><Skeleton height={360} /></div>}>{(all) => <List all={all} onClose={setClosing} />}</Load></div>
      {adding && <Add onClose={() => setAdding(false)} onAdded={(a) => { setAdding(false); setAdded(a); from.reload(); }} />}
      {added && <Password of={added} onClose={() => setAdded(undefined)} />}
      {closing && <Disable officer={closing} onClose={() => setClosing(undefined)} onDone={from.reload} />}
    </>
  );
}

function List({ all, onClose }: { all: Officer[]; onClose: (o: Officer) => void }) {
  const own = session.value?.officer.id;
  const columns: Column<Officer>[] = [
    { key: 'name', head: at('s.name'), cell: (o) => <span class="brand slim"><Avatar name={o.name} /><span><strong>{o.name}</strong>{o.id === own && <span class="muted small">{at('s.you')}</span>}</span></span>, sort: (o) => o.name, csv: (o) => o.name },
    { key: 'login', head: at('s.login'), cell: (o) => o.login, sort: (o) => o.login, csv: (o) => o.login },
    { key: 'role', head: at('s.role'), cell: (o) => <span class="who"><span>{roleName(o.role)}</span><span class="muted small">{roleWork(o.role)}</span></span>, sort: (o) => roles.indexOf(o.role), csv: (o) => roleName(o.role) },
    { key: 'x', head: '', cell: (o) => o.id !== own && <Button kind="quiet" size="small" icon="lock" label={at('s.disable.of', { name: o.name })} onClick={() => onClose(o)}>{at('s.disable')}</Button> },
  ];
  return <Table caption={at('s.title')} columns={columns} rows={all} rowKey={(o) => o.id} file="petugas" stack empty={<EmptyState icon="key" title={at('s.none')} />} />;
}

function Add({ onClose, onAdded }: { onClose: () => void; onAdded: (a: Added) => void }) {
  const [name, setName] = useState('');
  const [login, setLogin] = useState('');
  const [role, setRole] = useState<Role>('officer');
  const add = useAction(async () => onAdded(await api.post<Added>('/api/v1/staff', { name: name.trim(), login: login.trim(), role })));
  return (
    <Dialog
      open title={at('s.new')} onClose={onClose}
      actions={<><Button onClick={onClose}>{t('cancel')}</Button><Button kind="primary" busy={add.busy} disabled={name.trim() === '' || login.trim() === ''} onClick={() => void add.run()}>{at('s.add')}</Button></>}
    >
      <form class="stack-v" onSubmit={(e) => { e.preventDefault(); void add.run(); }}>
        {add.error !== undefined && <ErrorState error={add.error} />}
        <TextInput label={at('s.name')} value={name} maxLength={200} required error={fieldError(add.error, 'name')} onValue={setName} />
        <TextInput label={at('s.login')} hint={at('s.login.hint')} value={login} maxLength={40} required error={fieldError(add.error, 'login')} onValue={setLogin} />
        <Select label={at('s.role')} hint={roleWork(role)} value={role} options={roles.map((r) => ({ value: r, label: roleName(r) }))} onValue={setRole} />
      </form>
    </Dialog>
  );
}

function Password({ of: { officer, password }, onClose }: { of: Added; onClose: () => void }) {
  const copy = useAction(async () => {
    await navigator.clipboard.writeText(password);
    toast(at('s.copied'));
  });
  return (
    <Dialog open title={at('s.password', { name: officer.name })} onClose={onClose} actions={<Button kind="primary" onClick={onClose}>{at('s.noted')}</Button>}>
      <div class="stack-v">
        <p>{at('s.login')}: <strong>{officer.login}</strong></p>
        <p class="password" translate={false}>{password}</p>
        <div class="between wrap"><p class="muted">{at('s.password.about')}</p>{'clipboard' in navigator && <Button size="small" icon="file" onClick={() => void copy.run()}>{at('s.copy')}</Button>}</div>
      </div>
    </Dialog>
  );
}

function Disable({ officer, onClose, onDone }: { officer: Officer; onClose: () => void; onDone: () => void }) {
  const close = useAction(async () => {
    await api.post<void>(`/api/v1/staff/${officer.id}/disable`);
    toast(at('s.disabled', { name: officer.name }));
    onDone();
    onClose();
  });
  return (
    <Dialog
      open title={at('s.disable.title', { name: officer.name })} onClose={onClose}
      actions={<><Button onClick={onClose}>{t('cancel')}</Button><Button kind="danger" busy={close.busy} onClick={() => void close.run()}>{at('s.disable')}</Button></>}
    >
      <p>{at('s.disable.about')}</p>
      {close.error !== undefined && <ErrorState error={close.error} />}
    </Dialog>
  );
}
