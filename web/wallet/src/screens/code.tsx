import { useAction } from '@lib/load';
import { errorText } from '@lib/errors';
import { Button, ErrorState, NumberPad, TextInput } from '@lib/ui';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { exchange, giveUp, type Receiving } from '../receive';
import { codeOf, isFinal } from '../faults';
import { t } from '../texts';

function isRefused(err: unknown): boolean {
  return ['invalid_grant', 'invalid_request'].includes(codeOf(err));
}

/** The transaction code that the officer reads out. It is sent by a press: a slip can be mended, and wrong tries are few. */
export function Code({ r }: { r: Receiving }): JSX.Element {
  const [code, setCode] = useState('');
  const send = useAction(async () => {
    try {
      await exchange(code);
    } catch (err) {
      if (isRefused(err)) setCode('');
      throw err;
    }
  });
  const wanted = r.offer?.txCode;
  const put = (value: string) => {
    send.clear();
    setCode(value);
  };
  const pad = wanted?.numeric && wanted.length > 0 && wanted.length <= 8;
  const ready = wanted?.length ? code.length === wanted.length : code !== '';
  const refused = isRefused(send.error);
  const said = refused ? errorText(send.error) : undefined;
  return (
    <div class="pad-screen">
      <div class="center">
        <h2>{t('code.title')}</h2>
        <p class="muted">{said?.todo ?? t('code.lead')}</p>
      </div>
      {send.error !== undefined && !refused && <ErrorState error={send.error} />}
      {pad ? (
        <NumberPad label={t('code.label')} value={code} onValue={put} length={wanted.length} disabled={send.busy} error={said?.what} />
      ) : (
        <TextInput
          label={t('code.label')} value={code} onValue={put} inputMode={wanted?.numeric ? 'numeric' : 'text'} autocomplete="one-time-code"
          maxLength={wanted?.length || 64} digits={wanted?.numeric} error={said?.what}
        />
      )}
      <div class="actions">
        <Button kind="primary" size="large" wide busy={send.busy} disabled={!ready && !send.busy} onClick={() => void send.run()}>{t('continue')}</Button>
        {isFinal(send.error) && <Button kind="quiet" wide onClick={() => void giveUp()}>{t('receive.giveup')}</Button>}
      </div>
    </div>
  );
}
