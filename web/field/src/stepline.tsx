import type { JSX } from 'preact';
import { signal } from '@preact/signals';
import { Steps } from '@lib/ui';
import { steps, type Step } from './steps';
import { t } from './texts';

/** Whether this city activates in the national app: known from the first attempt on. */
export const external = signal(false);

/** Where we are among the four steps. */
export function StepLine({ at }: { at: Step }): JSX.Element {
  const last = external.value ? t('step.external') : t('step.handover');
  return <Steps names={[t('step.find'), t('step.match'), t('step.consent'), last]} at={steps.indexOf(at)} />;
}
