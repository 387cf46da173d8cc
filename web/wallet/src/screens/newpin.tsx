import { NumberPad } from '@lib/ui';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { finish } from '../receive';
import { isWeakPin, pinLength } from '../store/vault';
import { t } from '../texts';

/** Choosing the PIN, twice. */
export function NewPin(): JSX.Element {
  const [first, setFirst] = useState('');
  const [value, setValue] = useState('');
  const [error, setError] = useState('');
  const put = (next: string) => {
    setError('');
    setValue(next);
  };
  const done = (pin: string) => {
    setValue('');
    if (first === '') {
      if (isWeakPin(pin)) setError(t('pin.weak'));
      else setFirst(pin);
    } else if (pin === first) {
      void finish(pin);
    } else {
      setFirst('');
      setError(t('pin.different'));
    }
  };
  const again = first !== '';
  return (
    <div class="pad-screen">
      <div class="center">
        <h2>{t(again ? 'pin.again.title' : 'pin.title')}</h2>
        <p class="muted">{t(again ? 'pin.again.lead' : 'pin.lead')}</p>
      </div>
      <NumberPad key={again ? 'again' : 'first'} label={t(again ? 'pin.again.label' : 'pin.label')} value={value} onValue={put} onDone={done} length={pinLength} masked error={error} />
    </div>
  );
}
