import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import type { RosterEntry } from '@lib/contract/enrol';
import type { ResidentSummary } from '@lib/contract/register';
import { date } from '@lib/format';
import { useLoad } from '@lib/load';
import { Link, navigate } from '@lib/router';
import { EmptyState, Icon, NumberPad, Skeleton, Status, TextInput } from '@lib/ui';
import { find, roster } from './calls';
import { by, nik, text } from './finding';
import { useSteady } from './network';
import { search } from './roster';
import { RosterRow } from './rosterlist';
import { Screen, Trouble } from './screen';
import { StepLine } from './stepline';
import { t } from './texts';
import { useOutcomes } from './useoutcomes';
import { workplace } from './workplace';

const typing = 250; // milliseconds of quiet before the register is asked
const shortest = 3; // letters that are worth asking with

/** Step 1: the roster first, then everybody in the register. */
export function Find(): JSX.Element {
  return (
    <Screen title={t('find.title')} back={() => navigate('/')}>
      <div class="stack-v">
        <StepLine at="find" />
        <div class="segments two" role="group" aria-label={t('find.by')}>
          <button type="button" aria-pressed={by.value === 'name'} onClick={() => (by.value = 'name')}>{t('find.by.name')}</button>
          <button type="button" aria-pressed={by.value === 'nik'} onClick={() => (by.value = 'nik')}>{t('find.by.nik')}</button>
        </div>
        {by.value === 'name' ? <ByName /> : <ByNik />}
      </div>
    </Screen>
  );
}

function useRoster(): readonly RosterEntry[] {
  const at = workplace.value;
  const id = at?.kind === 'visit' ? at.visitId : undefined;
  return useSteady((signal) => (id === undefined ? Promise.resolve([]) : roster(id, signal)), [id]).data ?? [];
}

/** Asks the register once the officer stops typing. */
function useRegister(wanted: string) {
  return useLoad(async (signal) => {
    if (wanted === '') return { for: '', hits: [] as ResidentSummary[], total: 0 };
    await new Promise((done) => setTimeout(done, typing));
    signal.throwIfAborted();
    const { hits, total } = await find(wanted, signal);
    return { for: wanted, hits, total };
  }, [wanted]);
}

function ByName(): JSX.Element {
  const entries = useRoster();
  const outcomes = useOutcomes();
  const typed = text.value.trim();
  const listed = useMemo(() => (typed === '' ? [] : search(entries, typed).slice(0, 8)), [entries, typed]);
  const digits = typed.replace(/[\s.-]/g, '');
  const number = /^\d+$/.test(digits);
  const wanted = number ? (digits.length === 16 ? digits : '') : typed.length >= shortest ? typed : '';
  const found = useRegister(wanted);
  const ids = new Set(listed.map((e) => e.resident?.id));
  const others = (found.data?.hits ?? []).filter((h) => !ids.has(h.id));
  const waiting = wanted !== '' && found.data?.for !== wanted && found.error === undefined;
  const first = listed[0]?.resident?.id ?? others[0]?.id;
  const open = (e: Event) => {
    e.preventDefault();
    if (first !== undefined) navigate(`/orang/${first}`);
  };
  return (
    <>
      <form onSubmit={open} role="search">
        <TextInput label={t('find.name')} type="search" icon="search" autofocus placeholder={t('find.name.hint')} value={text.value} onValue={(v) => (text.value = v)} />
      </form>
      {typed === '' && <EmptyState icon="search" title={t('find.start')}>{t('find.start.about')}</EmptyState>}
      {number && digits.length !== 16 && <p class="muted">{t('find.digits', { n: digits.length })}</p>}
      {listed.length > 0 && <Group title={t('find.listed')}>{listed.map((e) => <RosterRow key={e.no} entry={e} outcomes={outcomes} />)}</Group>}
      <Trouble error={found.error} retry={found.reload} />
      {waiting && <Skeleton lines={4} />}
      {!waiting && others.length > 0 && (
        <Group title={t('find.others')}>{others.map((h) => <HitRow key={h.id} hit={h} listed={entries.some((e) => e.resident?.id === h.id)} />)}</Group>
      )}
      {!waiting && (found.data?.total ?? 0) > others.length + listed.length && <p class="muted">{t('find.narrow', { n: found.data?.total ?? 0 })}</p>}
      {!waiting && wanted !== '' && found.data?.for === wanted && listed.length + others.length === 0 && <Nobody />}
    </>
  );
}

function ByNik(): JSX.Element {
  const entries = useRoster();
  const found = useRegister(nik.value.length === 16 ? nik.value : '');
  const hits = found.data?.for === nik.value ? found.data.hits : [];
  const only = hits.length === 1 ? hits[0]?.id : undefined;
  useEffect(() => {
    if (only === undefined) return;
    nik.value = '';
    navigate(`/orang/${only}`);
  }, [only]);
  const asked = nik.value.length === 16;
  const nobody = asked && !found.loading && found.data?.for === nik.value && hits.length === 0;
  return (
    <>
      <NumberPad label={t('find.nik')} value={nik.value} onValue={(v) => (nik.value = v)} length={16} group={6} error={nobody ? t('find.nik.nobody') : undefined} />
      <p class="muted center">{asked ? '' : t('find.nik.hint')}</p>
      <Trouble error={asked ? found.error : undefined} retry={found.reload} />
      {asked && found.loading && <Skeleton lines={2} />}
      {hits.length > 1 && <Group title={t('find.others')}>{hits.map((h) => <HitRow key={h.id} hit={h} listed={entries.some((e) => e.resident?.id === h.id)} />)}</Group>}
    </>
  );
}

function Group(p: { title: string; children: JSX.Element[] }): JSX.Element {
  return <section class="found"><h2>{p.title}</h2><ul class="people card">{p.children}</ul></section>;
}

function HitRow({ hit: h, listed }: { hit: ResidentSummary; listed: boolean }): JSX.Element {
  return (
    <li>
      <Link class="person-row hit" to={`/orang/${h.id}`}>
        <span class="person-name">
          <strong>{h.name}</strong>
          <span class="muted small">{h.nik_masked} · {date(h.birth_date)}</span>
          <span class="muted small">{h.area.name}, {h.city.name}</span>
        </span>
        {listed && <span class="person-state"><Status tone="info" icon="list">{t('find.onroster')}</Status></span>}
        <Icon name="next" />
      </Link>
    </li>
  );
}

function Nobody(): JSX.Element {
  return <EmptyState icon="search" title={t('find.nobody')}>{t('find.nobody.about')}</EmptyState>;
}
