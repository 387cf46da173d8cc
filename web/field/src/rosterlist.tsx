import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { signal } from '@preact/signals';
import type { Outcome, RosterEntry } from '@lib/contract/enrol';
import { number } from '@lib/format';
import { Link, navigate } from '@lib/router';
import { Card, EmptyState, Icon, TextInput } from '@lib/ui';
import { startFinding } from './finding';
import { filters, search, standingOf, tally, type Filter } from './roster';
import { endOf, StateMark } from './state';
import { t } from './texts';
import { useOutcomes } from './useoutcomes';

const text = signal(''); // what was searched for and filtered stays while a person is served
const filter = signal<Filter>('all');
const page = 60; // rows drawn at first: a long roster should not make the tablet wait

/** The roster: search, filter, everybody with their state. */
export function RosterList({ entries }: { entries: readonly RosterEntry[] }): JSX.Element {
  const [more, setMore] = useState(1);
  const n = useMemo(() => tally(entries), [entries]);
  const found = useMemo(() => search(entries, text.value, filter.value), [entries, text.value, filter.value]);
  const outcomes = useOutcomes();
  return (
    <Card title={t('roster.title')} sub={t('roster.people', { n: entries.length })} flush>
      <div class="list-tools">
        <TextInput label={t('roster.search')} type="search" icon="search" placeholder={t('roster.search.hint')} value={text.value} onValue={(v) => (text.value = v)} />
        <div class="chips" role="group" aria-label={t('roster.filter')}>
          {filters.map((f) => (
            <button key={f} type="button" class="chip" aria-pressed={filter.value === f} onClick={() => (filter.value = f)}>
              {t(`filter.${f}`)}<span class="chip-count">{number(n[f])}</span>
            </button>
          ))}
        </div>
      </div>
      {entries.length === 0 && <EmptyState icon="people" title={t('roster.empty')}>{t('roster.empty.about')}</EmptyState>}
      {entries.length > 0 && found.length === 0 && <EmptyState icon="search" title={t('roster.nobody')}>{t('roster.nobody.about')}</EmptyState>}
      <ul class="people">{found.slice(0, more * page).map((e) => <RosterRow key={e.no} entry={e} outcomes={outcomes} />)}</ul>
      {found.length > more * page && <button type="button" class="more" onClick={() => setMore(more + 1)}>{t('more', { n: found.length - more * page })}</button>}
    </Card>
  );
}

/** One person of the roster: opens the person, or the search if the register does not know the name. */
export function RosterRow({ entry: e, outcomes }: { entry: RosterEntry; outcomes: readonly Outcome[] }): JSX.Element {
  const look = (
    <>
      <span class="person-no">{number(e.no)}</span>
      <span class="person-name"><strong>{e.resident?.name ?? e.given_name}</strong><span class="muted small">{[e.unit, e.resident?.area.name].filter(Boolean).join(' · ')}</span></span>
      <StateMark standing={standingOf(e)} detail={endOf(e.attempt, outcomes)} />
      <Icon name="next" />
    </>
  );
  if (e.resident) return <li><Link class="person-row" to={`/orang/${e.resident.id}`}>{look}</Link></li>;
  const go = () => {
    startFinding(e.given_name);
    navigate('/temukan');
  };
  return <li><button type="button" class="person-row" onClick={go}>{look}</button></li>;
}
