// The keyboard: `/` to find a resident, `g` then a letter to go somewhere, `?` for help. Never while somebody types.
import { useEffect, useState } from 'preact/hooks';
import { navigate, place } from '@lib/router';
import { Dialog } from '@lib/ui';
import { allowed } from './nav';
import { session } from './session';
import { t } from './texts';

export type Command = { go: string } | 'search' | 'help' | 'wait' | undefined;

/** What a key means after the one before it; `waiting` says that `g` was pressed. */
export function commandOf(key: string, waiting: boolean, scopes: readonly string[]): Command {
  if (waiting) {
    const to = allowed(scopes).find((p) => p.key === key.toLowerCase())?.to;
    return to === undefined ? undefined : { go: to };
  }
  if (key === '/') return scopes.includes('resident.read') ? 'search' : undefined;
  if (key === '?') return 'help';
  return key === 'g' ? 'wait' : undefined;
}

/** Puts the cursor into the search of residents, after going there if need be. */
export function openSearch(): void {
  const box = document.querySelector<HTMLInputElement>('input[data-search], [data-search] input');
  if (box) {
    box.focus();
    box.select();
  } else if (place.peek().path !== '/penduduk') {
    navigate('/penduduk'); // that screen's search takes the focus by itself
  }
}

/** Listens, and shows the help. `help` opens it from a button. */
export function Keyboard({ help, onHelp }: { help: boolean; onHelp: (open: boolean) => void }) {
  const [waiting, setWaiting] = useState(false);
  useEffect(() => {
    const press = (e: KeyboardEvent) => {
      if (e.ctrlKey || e.metaKey || e.altKey || types(e.target) || document.querySelector('dialog[open]')) return;
      const command = commandOf(e.key, waiting, session.peek()?.scopes ?? []);
      setWaiting(command === 'wait');
      if (command === undefined || command === 'wait') return;
      e.preventDefault();
      if (command === 'search') openSearch();
      else if (command === 'help') onHelp(true);
      else navigate(command.go);
    };
    addEventListener('keydown', press);
    const timer = waiting ? setTimeout(() => setWaiting(false), 1500) : undefined;
    return () => {
      removeEventListener('keydown', press);
      clearTimeout(timer);
    };
  }, [waiting]);
  const scopes = session.value?.scopes ?? [];
  return (
    <Dialog open={help} title={t('keys')} onClose={() => onHelp(false)}>
      <dl class="keys">
        {scopes.includes('resident.read') && <Line keys={['/']} does={t('keys.search')} />}
        {allowed(scopes).map((p) => <Line key={p.to} keys={['g', p.key]} does={t(p.label)} />)}
        <Line keys={['?']} does={t('keys.help')} />
        <Line keys={['Esc']} does={t('keys.close')} />
      </dl>
    </Dialog>
  );
}

function Line({ keys, does }: { keys: string[]; does: string }) {
  return <div><dt>{keys.map((k) => <kbd key={k}>{k}</kbd>)}</dt><dd>{does}</dd></div>;
}

function types(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
