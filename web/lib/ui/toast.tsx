import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { Button } from './button';
import { Icon } from './icon';
import type { Tone } from './status';
import { ut } from './texts';

type Message = { key: number; text: string; tone: Tone; action?: { label: string; run: () => void } };

const shown = signal<Message[]>([]);
let last = 0;

/** Says briefly that something was done, with at most one action ("Urungkan"). Errors that need a decision belong in the page. */
export function toast(text: string, o: { tone?: Tone; action?: Message['action']; seconds?: number } = {}): void {
  const key = ++last;
  const others = o.action ? shown.value.filter((m) => !m.action) : shown.value; // only what was done last can be undone
  shown.value = [...others.slice(-2), { key, text, tone: o.tone ?? 'ok', action: o.action }];
  setTimeout(() => drop(key), (o.seconds ?? (o.action ? 10 : 5)) * 1000);
}

function drop(key: number): void {
  shown.value = shown.value.filter((m) => m.key !== key);
}

/** Where the messages appear: once in every app. Screen readers read them out. */
export function Toasts(): JSX.Element {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {shown.value.map((m) => (
        <div key={m.key} class={`toast tone-${m.tone}`}>
          <Icon name={m.tone === 'ok' ? 'ok' : m.tone === 'bad' ? 'fail' : m.tone === 'warn' ? 'warning' : 'info'} />
          <span>{m.text}</span>
          {m.action && <Button kind="quiet" size="small" onClick={() => { m.action?.run(); drop(m.key); }}>{m.action.label}</Button>}
          <Button kind="quiet" size="small" icon="close" label={ut('ui.close')} onClick={() => drop(m.key)} />
        </div>
      ))}
    </div>
  );
}
