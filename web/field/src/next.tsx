import type { JSX } from 'preact';
import { navigate } from '@lib/router';
import { Button } from '@lib/ui';
import { startFinding } from './finding';
import { t } from './texts';

/** Goes to the next person: an empty search. */
export function nextPerson(): void {
  startFinding();
  navigate('/temukan');
}

/** The button that the whole app leads back to. */
export function Next(): JSX.Element {
  return <Button kind="primary" size="large" wide after="next" onClick={nextPerson}>{t('next')}</Button>;
}
