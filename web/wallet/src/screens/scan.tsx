import { navigate } from '@lib/router';
import { Button, Notice } from '@lib/ui';
import { Scanner } from '@lib/ui/scanner';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { codeOf } from '../faults';
import { begin, beginWithError } from '../receive';
import { t } from '../texts';
import { findOffer } from '../vci/offer';
import { state } from '../wallet';
import { Frame } from './frame';

/** The camera, looking for an offer. A QR of something else is passed over and said so. */
export default function Scan(): JSX.Element {
  const [other, setOther] = useState(false);
  const take = (text: string): boolean => {
    try {
      void begin(findOffer(text));
    } catch (err) {
      if (codeOf(err) === 'offer_none') {
        setOther(true);
        return false;
      }
      beginWithError(err);
    }
    navigate('/terima');
    return true;
  };
  return (
    <Frame title={t('scan.title')} back={() => history.back()} nav={state.value.vault !== null}>
      <Scanner onText={take} hint={t('scan.hint')} />
      {other && <Notice tone="warn" live>{t('scan.other')}</Notice>}
      <div class="center">
        <p class="muted">{t('scan.problem')}</p>
        <Button kind="quiet" to="/tempel">{t('paste')}</Button>
      </div>
    </Frame>
  );
}
