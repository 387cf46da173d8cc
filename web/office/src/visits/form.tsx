// Planning a visit, or changing the plan.
import { useEffect, useState } from 'preact/hooks';
import type { Visit } from '@lib/contract/outreach';
import { fieldError } from '@lib/errors';
import { Load, useAction, useLoad } from '@lib/load';
import { Button, Checkbox, Dialog, ErrorState, Select, Skeleton, TextInput } from '@lib/ui';
import { areasOfCity } from '../areas';
import { t } from '../texts';
import { kindName, roleName } from '../words';
import { addVisit, changeVisit, groups, officers, type VisitGiven } from './calls';
import { vt } from './texts';

type Props = { visit?: Visit; day?: string; /** Id of the group that the plan begins with. */ host?: string; onClose: () => void; onSaved: (v: Visit) => void };

function given(v: Visit | undefined, day: string): VisitGiven {
  if (!v) return { date: day, starts: '07:30', ends: '12:00', place: '', address: '', area: '', host: '', team: [], expected: 0, note: '' };
  return { date: v.date, starts: v.starts, ends: v.ends, place: v.place, address: v.address, area: v.area?.code ?? '', host: v.host?.id ?? '', team: v.team.map((o) => o.id), expected: v.expected, note: v.note };
}

export function VisitForm({ visit, day = '', host: first = '', onClose, onSaved }: Props) {
  const [v, setV] = useState(() => given(visit, day));
  const set = (part: Partial<VisitGiven>) => setV({ ...v, ...part });
  const hosts = useLoad((stop) => groups(undefined, stop), []).data ?? [];
  const save = useAction(async () => {
    onSaved(visit ? await changeVisit(visit.id, v) : await addVisit(v));
  });
  const wrong = (field: string) => fieldError(save.error, field);
  const host = (id: string) => {
    const chosen = hosts.find((g) => g.id === id);
    set({ host: id, ...(chosen && v.place === '' ? { place: chosen.name } : {}), ...(chosen && v.area === '' && chosen.area ? { area: chosen.area.code } : {}), ...(chosen && v.expected === 0 ? { expected: chosen.members } : {}) });
  };
  useEffect(() => {
    if (!visit && first !== '' && v.host === '' && hosts.length > 0) host(first);
  }, [hosts.length]);
  return (
    <Dialog
      open title={vt(visit ? 'edit.title' : 'new')} size="wide" onClose={onClose}
      actions={<><Button onClick={onClose}>{t('cancel')}</Button><Button kind="primary" busy={save.busy} disabled={v.place.trim() === '' || v.date === ''} onClick={() => void save.run()}>{visit ? t('save') : vt('plan')}</Button></>}
    >
      <form class="stack-v" onSubmit={(e) => { e.preventDefault(); void save.run(); }}>
        {save.error !== undefined && <ErrorState error={save.error} />}
        <Select label={vt('host')} optional value={v.host} options={[{ value: '', label: vt('host.none') }, ...hosts.map((g) => ({ value: g.id, label: `${g.name} (${kindName(g.kind)})` }))]} onValue={host} />
        <TextInput autofocus label={vt('place')} hint={vt('place.hint')} value={v.place} maxLength={200} required error={wrong('place')} onValue={(place) => set({ place })} />
        <div class="form-grid three">
          <TextInput label={vt('date')} type="date" value={v.date} required error={wrong('date')} onValue={(date) => set({ date })} />
          <TextInput label={vt('starts')} type="time" value={v.starts} error={wrong('starts')} onValue={(starts) => set({ starts })} />
          <TextInput label={vt('ends')} type="time" value={v.ends} error={wrong('ends')} onValue={(ends) => set({ ends })} />
        </div>
        <div class="form-grid">
          <AreaSelect value={v.area} onValue={(area) => set({ area })} />
          <TextInput label={vt('expected')} inputMode="numeric" value={v.expected === 0 ? '' : String(v.expected)} error={wrong('expected')} onValue={(n) => set({ expected: Number(n.replace(/\D/g, '')) })} />
        </div>
        <TextInput label={vt('address')} optional value={v.address} maxLength={400} onValue={(address) => set({ address })} />
        <Team members={visit?.team ?? []} chosen={v.team} onChosen={(team) => set({ team })} />
        <TextInput label={vt('note')} optional lines={2} value={v.note} maxLength={2000} onValue={(note) => set({ note })} />
      </form>
    </Dialog>
  );
}

/** A kelurahan of the city, grouped by kecamatan in its name. */
export function AreaSelect({ value, onValue }: { value: string; onValue: (code: string) => void }) {
  const all = useLoad(areasOfCity, []).data ?? [];
  const options = all.flatMap((k) => k.kelurahan.map((a) => ({ value: a.code, label: `${a.name} – ${k.kecamatan.name}` }))).sort((a, b) => a.label.localeCompare(b.label, 'id'));
  return <Select label={vt('area')} optional value={value} options={[{ value: '', label: vt('area.none') }, ...options]} onValue={onValue} />;
}

type TeamProps = { /** Who was in the team before. */ members: Visit['team']; chosen: string[]; onChosen: (team: string[]) => void };

function Team({ members, chosen, onChosen }: TeamProps) {
  const from = useLoad(officers, []);
  const gone = members.filter((o) => !from.data?.some((f) => f.id === o.id)); // in the team, and may not go out any more
  const toggle = (id: string, yes: boolean) => onChosen(yes ? [...chosen, id] : chosen.filter((c) => c !== id));
  return (
    <fieldset class="tiles">
      <legend>{vt('team')}</legend>
      <Load from={from} waiting={<Skeleton height={96} />}>
        {(fit) => (
          <div class="check-grid">
            {fit.map((o) => <Checkbox key={o.id} label={o.name} hint={roleName(o.role)} checked={chosen.includes(o.id)} onValue={(yes) => toggle(o.id, yes)} />)}
            {gone.map((o) => <Checkbox key={o.id} label={o.name || o.id.slice(-8)} hint={vt('team.gone')} checked={chosen.includes(o.id)} onValue={(yes) => toggle(o.id, yes)} />)}
            {fit.length + gone.length === 0 && <p class="muted small">{vt('team.none')}</p>}
          </div>
        )}
      </Load>
    </fieldset>
  );
}
