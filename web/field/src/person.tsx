// One person: loads the record and where they stand, and shows the step that is due or was asked for.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Attempt, Standing } from '@lib/contract/enrol';
import type { ResidentRecord } from '@lib/contract/register';
import type { Loaded as Loading } from '@lib/load';
import { navigate, place, type Params } from '@lib/router';
import { Skeleton } from '@lib/ui';
import { record, standing } from './calls';
import { Consent } from './consent';
import { Active, Closed } from './ended';
import { External } from './external';
import { Handover } from './handover';
import { Match } from './match';
import { useSteady } from './network';
import { OutcomeScreen } from './outcome';
import { Screen, Shown } from './screen';
import { external } from './stepline';
import { before, current, shown, type Step } from './steps';
import { t } from './texts';
import { today } from './workplace';

/** What every step gets. */
export type StepProps = {
  record: ResidentRecord;
  standing: Standing;
  attempt: Attempt | null;
  /** Takes the attempt as the server now has it; the step that is due is shown, or the one that is named. */
  onAttempt: (a: Attempt, show?: Step) => void;
  back: () => void;
};

export function Person({ params }: { params: Params }): JSX.Element {
  const id = params.id ?? '';
  const about = useSteady((signal) => record(id, signal), [id]);
  const stands = useSteady((signal) => standing(id, signal), [id]);
  if (!about.data) return <Waiting from={about} />;
  if (!stands.data) return <Waiting from={stands} />;
  return <Loaded key={id} record={about.data} standing={stands.data} />;
}

function Waiting<T>({ from }: { from: Loading<T> }): JSX.Element {
  return <Screen title={t('person.title')} back={() => navigate('/temukan')}><Shown from={from} waiting={<Skeleton height={420} />}>{() => null}</Shown></Screen>;
}

function Loaded({ record: r, standing: s }: { record: ResidentRecord; standing: Standing }): JSX.Element {
  const [attempt, setAttempt] = useState<Attempt | null>(() => current(s, today()));
  const query = place.value.query;
  const at = shown(attempt, query.get('langkah'));
  useEffect(() => {
    if (attempt) external.value = attempt.mode === 'external';
  }, [attempt]);
  useEffect(() => scrollTo(0, 0), [at]);

  const onAttempt = (a: Attempt, show?: Step) => {
    setAttempt(a);
    const next = shown(a, show ?? null);
    const over = next === 'active' || next === 'closed';
    const to = over ? `/orang/${r.id}` : address(r.id, next);
    if (to !== place.peek().path + location.search) navigate(to, { replace: over });
  };
  const back = () => {
    if (at === 'active' || at === 'closed' || at === 'match') navigate('/temukan');
    else navigate(address(r.id, before(at)), { replace: true });
  };
  const props: StepProps = { record: r, standing: s, attempt, onAttempt, back };
  if (query.get('akhiri') !== null && at !== 'active' && at !== 'closed') return <OutcomeScreen {...props} back={() => navigate(address(r.id, at), { replace: true })} />;
  switch (at) {
    case 'consent':
      return <Consent {...props} />;
    case 'handover':
      return attempt?.mode === 'external' ? <External {...props} /> : <Handover {...props} />;
    case 'active':
      return <Active {...props} />;
    case 'closed':
      return <Closed {...props} again={() => setAttempt(null)} />;
    default:
      return <Match {...props} />;
  }
}

/** A step of a person. */
function address(residentId: string, step: Step): string {
  return `/orang/${residentId}?langkah=${step}`;
}

/** Opens the ways of ending for a person, from any step. */
export function endFor(residentId: string): void {
  const step = place.peek().query.get('langkah');
  navigate(`/orang/${residentId}?${step ? `langkah=${step}&` : ''}akhiri=`);
}
