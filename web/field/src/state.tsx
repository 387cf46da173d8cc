// One state of a person, the same look everywhere: an icon, a word, and below it why and when again.
import type { JSX } from 'preact';
import type { Attempt, AttemptState, Outcome } from '@lib/contract/enrol';
import { date } from '@lib/format';
import { Status, type IconName, type Tone } from '@lib/ui';
import { both } from './both';
import type { Standing } from './roster';
import { t } from './texts';

const looks: Record<Standing, [Tone, IconName]> = {
  waiting: ['idle', 'clock'], serving: ['info', 'person'], offered: ['info', 'qr'], active: ['ok', 'ok'],
  failed: ['bad', 'fail'], refused: ['warn', 'fail'], left: ['idle', 'logout'], unmatched: ['warn', 'help'],
  record_first: ['warn', 'warning'], too_young: ['warn', 'calendar'], not_living: ['warn', 'file'], moved_out: ['warn', 'map'], foreigner: ['warn', 'map'],
};

export function StateMark({ standing, detail }: { standing: Standing; detail?: string }): JSX.Element {
  const [tone, icon] = looks[standing];
  return (
    <span class="person-state">
      <Status tone={tone} icon={icon}>{t(`state.${standing}`)}</Status>
      {detail && <span class="muted small">{detail}</span>}
    </span>
  );
}

/** The standing that an attempt's state amounts to. */
export function standingOfState(s: AttemptState): Standing {
  return s === 'prepared' || s === 'identified' ? 'serving' : s;
}

/** Why an attempt ended and when to try again; '' for one that did not end. */
export function endOf(a: Attempt | null, outcomes: readonly Outcome[]): string {
  if (!a || !['failed', 'refused', 'left'].includes(a.state)) return '';
  const name = a.state === 'failed' ? outcomes.find((o) => o.code === a.code)?.name : undefined;
  return [name && both(name), a.retry_on && t('retry.on', { day: date(a.retry_on) })].filter(Boolean).join(' · ');
}
