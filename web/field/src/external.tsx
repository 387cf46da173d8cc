import type { JSX } from 'preact';
import { useAction } from '@lib/load';
import { Button, Card } from '@lib/ui';
import { confirm } from './calls';
import { NotThis } from './match';
import type { StepProps } from './person';
import { PersonLine } from './personline';
import { Screen, Trouble } from './screen';
import { StepLine } from './stepline';
import { t } from './texts';

/** Step 4 where the national app activates: what to do there, and the officer's confirmation. */
export function External(p: StepProps): JSX.Element {
  const done = useAction(async () => {
    if (p.attempt) p.onAttempt(await confirm(p.attempt.id));
  });
  const lines = [t('external.1'), t('external.2'), t('external.3')];
  return (
    <Screen title={t('external.title')} back={p.back} dock={<><NotThis id={p.record.id} /><Button kind="primary" size="large" wide icon="check" busy={done.busy} onClick={() => void done.run()}>{t('external.done')}</Button></>}>
      <div class="stack-v">
        <StepLine at="handover" />
        <PersonLine record={p.record} />
        <Card title={t('external.how')}><ol class="todo">{lines.map((line) => <li key={line}>{line}</li>)}</ol></Card>
        <Trouble error={done.error} retry={() => void done.run()} />
      </div>
    </Screen>
  );
}
