import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from './icon';
import { ut } from './texts';

type PadProps = {
  label: string;
  value: string;
  onValue: (value: string) => void;
  /** How many digits are wanted. */
  length: number;
  /** Called with the last digit. */
  onDone?: (value: string) => void;
  /** Shows dots: a PIN. */
  masked?: boolean;
  /** Digits in a group: 4 for a NIK. */
  group?: number;
  error?: string;
  disabled?: boolean;
};

/** A keypad with large keys for codes, PINs and NIKs. A keyboard's digits work as well. */
export function NumberPad(p: PadProps): JSX.Element {
  // A card reader types faster than the screen is drawn: digits are added to what was typed, not to what is shown.
  const now = useRef(p);
  const value = useRef(p.value);
  now.current = p;
  value.current = p.value;
  const put = (change: (digits: string) => string) => {
    const { disabled, length, onValue, onDone } = now.current;
    const next = change(value.current);
    if (disabled || next.length > length) return;
    const longer = next.length > value.current.length;
    value.current = next;
    onValue(next);
    if (next.length === length && longer) onDone?.(next);
  };
  useLayoutEffect(() => { // before the pad is seen: nobody types into a pad that does not listen yet
    const typed = (e: KeyboardEvent) => {
      if (e.ctrlKey || e.metaKey || e.altKey || (e.target as Element).closest('input,textarea,select')) return;
      if (/^\d$/.test(e.key)) put((v) => v + e.key);
      else if (e.key === 'Backspace') put((v) => v.slice(0, -1));
    };
    addEventListener('keydown', typed);
    return () => removeEventListener('keydown', typed);
  }, []);
  return (
    <div class={p.error ? 'pad wrong' : 'pad'} role="group" aria-label={p.label}>
      <Digits value={p.value} length={p.length} masked={p.masked} group={p.group} />
      <p class="pad-error" role="alert">{p.error}</p>
      <div class="pad-keys">
        {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((d) => <Key key={d} onPress={() => put((v) => v + d)} disabled={p.disabled}>{d}</Key>)}
        <Key label={ut('ui.clear')} onPress={() => put(() => '')} disabled={p.disabled} quiet><Icon name="close" size={24} /></Key>
        <Key onPress={() => put((v) => `${v}0`)} disabled={p.disabled}>0</Key>
        <Key label={ut('ui.delete')} onPress={() => put((v) => v.slice(0, -1))} disabled={p.disabled} quiet><Icon name="backspace" size={26} /></Key>
      </div>
    </div>
  );
}

function Digits(p: { value: string; length: number; masked?: boolean; group?: number }): JSX.Element {
  const gap = (i: number) => p.group !== undefined && i > 0 && i % p.group === 0;
  return (
    <div class={p.length > 8 ? 'pad-digits many' : 'pad-digits'} role="img" aria-label={ut('ui.digits', { n: p.value.length, of: p.length })}>
      {Array.from({ length: p.length }, (_, i) => {
        const filled = i < p.value.length;
        return <span key={i} class={['digit', filled && 'filled', i === p.value.length && 'next', gap(i) && 'gap'].filter(Boolean).join(' ')}>{filled ? (p.masked ? '●' : p.value[i]) : ''}</span>;
      })}
    </div>
  );
}

function Key(p: { onPress: () => void; label?: string; quiet?: boolean; disabled?: boolean; children: JSX.Element | string }): JSX.Element {
  return <button type="button" class={p.quiet ? 'key quiet' : 'key'} aria-label={p.label} disabled={p.disabled} onClick={p.onPress}>{p.children}</button>;
}
