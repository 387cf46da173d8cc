import { Button, Notice } from '@lib/ui';
import { navigate } from '@lib/router';
import type { JSX } from 'preact';
import { giveUp, receiving, resume } from '../receive';
import { t } from '../texts';
import { state } from '../wallet';

/** A card that was not fully received: go on, or give it up. */
export function Unfinished(): JSX.Element | null {
  if (!state.value.flow && !receiving.value) return null;
  const go = async () => {
    if (receiving.value || (await resume())) navigate('/terima');
    else await giveUp();
  };
  return (
    <Notice
      tone="info" icon="card" title={t('home.unfinished')}
      actions={<><Button kind="primary" onClick={() => void go()}>{t('continue')}</Button><Button kind="quiet" onClick={() => void giveUp()}>{t('receive.giveup')}</Button></>}
    />
  );
}
