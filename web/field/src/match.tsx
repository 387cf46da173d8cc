import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Method } from '@lib/contract/enrol';
import type { ResidentRecord } from '@lib/contract/register';
import { date, moment, nik } from '@lib/format';
import { useAction, useLoad } from '@lib/load';
import { Button, Card, Facts, Icon, Notice, Photo, TextInput, Tiles, type IconName } from '@lib/ui';
import { begin, identify, outcomes, photoOf, turnAway, visit } from './calls';
import { Previous } from './ended';
import { Next } from './next';
import { forTriage, retryDay } from './outcomes';
import { endFor, type StepProps } from './person';
import { Screen, Trouble } from './screen';
import { StepLine } from './stepline';
import { editable } from './steps';
import { methodName, t } from './texts';
import { today } from './workplace';

/** Step 2: is it the person of the record, and may they have it. */
export function Match(p: StepProps): JSX.Element {
  const may = p.standing.triage.may_activate || p.attempt !== null;
  return may ? <Compare {...p} /> : <NotNow {...p} />;
}

function Compare(p: StepProps): JSX.Element {
  const was = p.attempt?.identity;
  const fixed = !editable(p.attempt);
  const [method, setMethod] = useState<Method>(was?.method ?? 'card_and_face');
  const [note, setNote] = useState(was?.note ?? '');
  const [missing, setMissing] = useState(false);
  const go = useAction(async () => {
    if (fixed && p.attempt) return p.onAttempt(p.attempt, 'consent');
    if (method === 'exception' && note.trim() === '') return setMissing(true);
    const a = p.attempt ?? (await begin(p.record.id));
    p.onAttempt(await identify(a.id, method, method === 'exception' ? note.trim() : ''), 'consent');
  });
  const next = <Button kind="primary" size="large" wide after="next" busy={go.busy} onClick={() => void go.run()}>{fixed ? t('match.go') : t('match.yes')}</Button>;
  return (
    <Screen title={t('match.title')} back={p.back} wide dock={<><NotThis id={p.record.id} />{next}</>}>
      <StepLine at="match" />
      <div class="match">
        <Record record={p.record}><Triage {...p} /></Record>
        <div class="stack-v">
          <Elsewhere record={p.record} />
          <Previous attempts={p.standing.attempts} except={p.attempt?.id} />
          {fixed && was ? <Notice tone="ok" title={t('match.was', { method: methodName(was.method) })}>{was.note || t('match.was.about')}</Notice> : <Check {...{ method, setMethod, note, setNote, missing }} />}
          <Trouble error={go.error} retry={() => void go.run()} />
        </div>
      </div>
    </Screen>
  );
}

type CheckProps = { method: Method; setMethod: (m: Method) => void; note: string; setNote: (n: string) => void; missing: boolean };

function Check(p: CheckProps): JSX.Element {
  const icons: Record<Method, IconName> = { card_and_face: 'shield', card_only: 'card', face_only: 'person', exception: 'edit' };
  const methods: Method[] = ['card_and_face', 'card_only', 'face_only', 'exception'];
  return (
    <div class="stack-v">
      <Tiles label={t('match.how')} value={p.method} onValue={p.setMethod} options={methods.map((m) => ({ value: m, label: methodName(m), icon: icons[m] }))} />
      {p.method === 'exception' && (
        <TextInput label={t('match.note')} hint={t('match.note.hint')} lines={2} maxLength={500} value={p.note} onValue={p.setNote} error={p.missing && p.note.trim() === '' ? t('match.note.missing') : undefined} />
      )}
    </div>
  );
}

/** The record as the officer compares it: photo and name first, then what is on the card. */
function Record({ record: r, children }: { record: ResidentRecord; children: JSX.Element }): JSX.Element {
  const address = [r.address.line, r.address.hamlet, (r.address.rt > 0 || r.address.rw > 0) && `RT ${rt(r.address.rt)} / RW ${rt(r.address.rw)}`].filter(Boolean).join(', ');
  return (
    <Card class="record">
      <div class="record-head">
        <Photo src={photoOf(r.id)} name={r.name} size="large" />
        <div>
          <h2 class="record-name">{r.name}</h2>
          <p class="record-nik">{nik(r.nik)}</p>
          <p class="muted">{t('person.age', { sex: r.sex === 'P' ? t('person.woman') : t('person.man'), n: r.age })}</p>
        </div>
      </div>
      {children}
      <Facts items={[
        { label: t('person.birth'), value: `${r.birth_place}, ${date(r.birth_date)}` },
        { label: t('person.address'), value: address || '–' },
        { label: t('person.area'), value: r.area.name },
        { label: t('person.kecamatan'), value: r.kecamatan.name },
        { label: t('person.city'), value: r.city.name },
        { label: t('person.family'), value: r.family_card ? nik(r.family_card) : '–' },
        { label: t('person.job'), value: r.occupation.name || '–' },
        { label: t('person.marital'), value: r.marital.name || '–' },
      ]} />
    </Card>
  );
}

function rt(n: number): string {
  return String(n).padStart(3, '0');
}

function Triage(p: StepProps): JSX.Element {
  if (p.standing.group) return <Notice tone="ok" title={t('triage.may_activate')}>{t('triage.group', { name: p.standing.group.name })}</Notice>;
  return <Notice tone="ok" title={t('triage.may_activate')}>{t('triage.may_activate.about')}</Notice>;
}

/** Whose figures the person counts for, if not this city's. */
export function Elsewhere({ record: r }: { record: ResidentRecord }): JSX.Element | null {
  return r.domiciled_here ? null : <Notice tone="info" icon="map" title={t('elsewhere.counted', { city: r.city.name })}>{t('elsewhere.served')}</Notice>;
}

/** Why not, what to do instead, and one press that writes it down. */
function NotNow(p: StepProps): JSX.Element {
  const code = p.standing.triage.code;
  const put = useAction(async () => {
    const all = await outcomes();
    const o = forTriage(all, code);
    if (!o) return endFor(p.record.id);
    p.onAttempt(await turnAway(p.record.id, { code: o.code, retry_on: retryDay(today(), o.retry_days) || undefined }));
  });
  const active = code === 'already_active';
  const dock = active
    ? <Next />
    : <Button kind="primary" size="large" wide icon="edit" busy={put.busy} onClick={() => void put.run()}>{t(`triage.put.${code === 'may_activate' ? 'record_first' : code}`)}</Button>;
  return (
    <Screen title={t('match.title')} back={p.back} wide dock={dock}>
      <StepLine at="match" />
      <div class="match">
        <Record record={p.record}>
          {active ? <AlreadyActive {...p} /> : <Notice tone={code === 'not_living' ? 'bad' : 'warn'} icon="warning" title={t(`triage.${code}`)}>{t(`triage.${code}.about`)}</Notice>}
        </Record>
        <div class="stack-v">
          <Elsewhere record={p.record} />
          <Previous attempts={p.standing.attempts} />
          <Trouble error={put.error} retry={() => void put.run()} />
          {!active && <Button wide icon="list" onClick={() => endFor(p.record.id)}>{t('triage.other')}</Button>}
        </div>
      </div>
    </Screen>
  );
}

function AlreadyActive(p: StepProps): JSX.Element {
  const a = p.standing.attempts.find((x) => x.state === 'active');
  const where = useLoad((signal) => (a?.visit_id ? visit(a.visit_id, signal).then((v) => v.place) : Promise.resolve(a ? t('counter.name') : '')), [a?.visit_id]);
  return (
    <Notice tone="ok" title={t('triage.already_active')}>
      {a?.active_at && <p>{[moment(a.active_at), where.data].filter(Boolean).join(' · ')}</p>}
      <p>{t('triage.already_active.about')}</p>
    </Notice>
  );
}

/** The way out of every step. */
export function NotThis({ id }: { id: string }): JSX.Element {
  return <button type="button" class="button secondary large" onClick={() => endFor(id)}><Icon name="close" /><span>{t('end')}</span></button>;
}
