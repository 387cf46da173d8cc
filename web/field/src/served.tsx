import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { signal } from '@preact/signals';
import type { AttemptRow, Outcome } from '@lib/contract/enrol';
import { longDay, time } from '@lib/format';
import { useAction } from '@lib/load';
import { Link } from '@lib/router';
import { Card, EmptyState, Icon, TextInput } from '@lib/ui';
import { attempts } from './calls';
import { useSteady } from './network';
import { hasDigits, words } from './roster';
import { Screen, Shown, Trouble } from './screen';
import { session } from './session';
import { endOf, standingOfState, StateMark } from './state';
import { t } from './texts';
import { useOutcomes } from './useoutcomes';
import { today, workplace } from './workplace';

const mine = signal(true);

/** Everybody served today: by me, or by all of us here. */
export function Served(): JSX.Element {
  const at = workplace.value;
  const [next, setNext] = useState<string>();
  const load = useSteady(async (signal) => {
    const page = await attempts({ day: today(), ...(at?.kind === 'visit' ? { visit: at.visitId } : {}) }, signal);
    setNext(page.next || undefined);
    return page.attempts;
  }, [at]);
  const more = useAction(async () => {
    const page = await attempts({ day: today(), after: next, ...(at?.kind === 'visit' ? { visit: at.visitId } : {}) });
    load.set([...(load.data ?? []), ...page.attempts]);
    setNext(page.next || undefined);
  });
  const me = session.value?.officer.id;
  return (
    <Screen title={t('served.title')} sub={longDay(today())} nav wide>
      <Shown from={load}>
        {(all) => (
          <Card flush>
            <ServedList rows={all.filter((a) => !mine.value || a.officer.id === me)} tools={<WhoSwitch />} />
            <Trouble error={more.error} />
            {next && <button type="button" class="more" onClick={() => void more.run()}>{t('served.more')}</button>}
          </Card>
        )}
      </Shown>
    </Screen>
  );
}

function WhoSwitch(): JSX.Element {
  return (
    <div class="chips" role="group" aria-label={t('served.who')}>
      <button type="button" class="chip" aria-pressed={mine.value} onClick={() => (mine.value = true)}>{t('served.mine')}</button>
      <button type="button" class="chip" aria-pressed={!mine.value} onClick={() => (mine.value = false)}>{t('served.all')}</button>
    </div>
  );
}

/** Attempts as rows that open the person. */
export function ServedList({ rows, tools }: { rows: readonly AttemptRow[]; tools?: JSX.Element }): JSX.Element {
  const [text, setText] = useState('');
  const outcomes = useOutcomes();
  const found = useMemo(() => rows.filter((a) => fits(a, text)), [rows, text]);
  return (
    <>
      <div class="list-tools">
        <TextInput label={t('served.search')} type="search" icon="search" placeholder={t('served.search.hint')} value={text} onValue={setText} />
        {tools}
      </div>
      {rows.length === 0 && <EmptyState icon="people" title={t('served.empty')}>{t('served.empty.about')}</EmptyState>}
      {rows.length > 0 && found.length === 0 && <EmptyState icon="search" title={t('roster.nobody')} />}
      <ul class="people">{found.map((a) => <ServedRow key={a.id} row={a} outcomes={outcomes} />)}</ul>
    </>
  );
}

function fits(a: AttemptRow, text: string): boolean {
  const digits = text.replace(/[\s.-]/g, '');
  if (/^\d{2,}$/.test(digits)) return hasDigits(a.resident.nik_masked, digits);
  const has = words(a.resident.name);
  return words(text).every((w) => has.some((h) => h.startsWith(w)));
}

function ServedRow({ row: a, outcomes }: { row: AttemptRow; outcomes: readonly Outcome[] }): JSX.Element {
  const elsewhere = a.counts_here ? '' : t('served.elsewhere', { city: a.resident.city.name });
  return (
    <li>
      <Link class="person-row" to={`/orang/${a.resident_id}`}>
        <span class="person-no">{time(a.active_at || a.changed_at)}</span>
        <span class="person-name"><strong>{a.resident.name}</strong><span class="muted small">{[a.resident.area.name, elsewhere].filter(Boolean).join(' · ')}</span></span>
        <StateMark standing={standingOfState(a.state)} detail={endOf(a, outcomes)} />
        <Icon name="next" />
      </Link>
    </li>
  );
}
