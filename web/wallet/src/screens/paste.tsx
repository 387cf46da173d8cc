import { errorText } from '@lib/errors';
import { navigate } from '@lib/router';
import { Button, TextInput } from '@lib/ui';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { begin } from '../receive';
import { t } from '../texts';
import { findOffer } from '../vci/offer';
import { Frame } from './frame';

/** The offer as a text: for phones whose camera does not work, and for links in messages. */
export function Paste(): JSX.Element {
  const [text, setText] = useState('');
  const [error, setError] = useState<unknown>();
  const go = (e: Event) => {
    e.preventDefault();
    try {
      void begin(findOffer(text));
      navigate('/terima');
    } catch (err) {
      setError(err);
    }
  };
  const said = error === undefined ? undefined : errorText(error);
  return (
    <Frame title={t('paste.title')} back={() => history.back()}>
      <form class="stack-v" onSubmit={go} noValidate>
        <TextInput label={t('paste.label')} hint={t('paste.hint')} lines={5} value={text} error={said && `${said.what} ${said.todo}`} onValue={(v) => { setText(v); setError(undefined); }} />
        <Button kind="primary" size="large" wide type="submit">{t('continue')}</Button>
      </form>
    </Frame>
  );
}
