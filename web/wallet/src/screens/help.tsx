import { Card } from '@lib/ui';
import { navigate } from '@lib/router';
import type { JSX } from 'preact';
import { receiving } from '../receive';
import { t } from '../texts';
import { state } from '../wallet';
import { Frame } from './frame';

const questions = ['help.what', 'help.get', 'help.nik', 'help.pin', 'help.lost', 'help.signal', 'help.wrong'] as const;

/** Short answers to what people ask. */
export function Help(): JSX.Element {
  const nav = state.value.vault !== null;
  return (
    <Frame title={t('help.title')} help={false} back={receiving.value ? () => navigate('/terima') : nav ? undefined : () => navigate('/')} nav={nav && !receiving.value}>
      <Card class="answers">
        {questions.map((q, i) => <details key={q} open={i === 0}><summary>{t(q)}</summary><p>{t(`${q}.text`)}</p></details>)}
      </Card>
    </Frame>
  );
}
