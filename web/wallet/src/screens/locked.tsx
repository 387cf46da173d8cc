import { duration } from '@lib/format';
import { Button, Dialog, ErrorState, LanguageSwitch, Mark, NumberPad } from '@lib/ui';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { codeOf } from '../faults';
import { pauseOf, pinLength } from '../store/vault';
import { t } from '../texts';
import { state, unlock, wipe } from '../wallet';

/** The lock: a PIN, and a wait after several wrong ones. */
export function Locked(): JSX.Element {
  const [value, setValue] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [forgot, setForgot] = useState(false);
  const seconds = usePause();
  const tryPin = async (pin: string) => {
    setBusy(true);
    try {
      await unlock(pin);
    } catch (err) {
      setError(err);
      setValue('');
      setBusy(false);
    }
  };
  const wrong = codeOf(error) === 'pin_wrong' || codeOf(error) === 'pin_pause';
  return (
    <main class="wallet page narrow screen whole">
      <div class="between"><Mark size={44} /><LanguageSwitch /></div>
      <div class="center">
        <h1>{t('lock.title')}</h1>
        <p class="muted">{busy ? t('lock.opening') : t('lock.lead')}</p>
      </div>
      {error !== undefined && !wrong && <ErrorState error={error} />}
      <div class="pad-screen"><NumberPad
        label={t('lock.label')} value={value} length={pinLength} masked disabled={busy || seconds > 0}
        onValue={(v) => { setError(undefined); setValue(v); }} onDone={(pin) => void tryPin(pin)}
        error={seconds > 0 ? t('lock.pause', { time: duration(seconds) }) : wrong ? t('lock.wrong') : ''}
      /></div>
      <p class="center"><Button kind="quiet" onClick={() => setForgot(true)}>{t('lock.forgot')}</Button></p>
      <Dialog
        open={forgot} title={t('forgot.title')} onClose={() => setForgot(false)}
        actions={<Button kind="danger" icon="warning" onClick={() => void wipe().then(() => setForgot(false), setError)}>{t('forgot.erase')}</Button>}
      >
        <p>{t('forgot.text')}</p>
      </Dialog>
    </main>
  );
}

/** Seconds until the next try, counted down. */
function usePause(): number {
  const { vault } = state.value;
  const [now, setNow] = useState(() => Date.now());
  const left = vault ? pauseOf(vault, now) : 0;
  useEffect(() => {
    setNow(Date.now());
    if (!vault || pauseOf(vault, Date.now()) === 0) return;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [vault?.failures, left > 0]);
  return Math.ceil(left / 1000);
}
