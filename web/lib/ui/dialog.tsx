import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Button } from './button';
import { ut } from './texts';

type DialogProps = { open: boolean; title: string; onClose: () => void; children?: ComponentChildren; actions?: ComponentChildren; size?: 'wide' | 'full' };

/** A native dialog: the page behind it is out of reach, Escape closes it, the focus goes back to where it was. */
export function Dialog(p: DialogProps): JSX.Element | null {
  return p.open ? <Opened {...p} /> : null;
}

function Opened(p: DialogProps): JSX.Element {
  const box = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    show(box.current);
    return () => before instanceof HTMLElement && before.focus();
  }, []);
  const cancel = (e: Event) => {
    e.preventDefault(); // the owner decides, by `open`
    p.onClose();
  };
  return (
    <dialog ref={box} class={p.size ? `dialog ${p.size}` : 'dialog'} aria-labelledby={id} aria-modal="true" onCancel={cancel} onKeyDown={(e) => e.key === 'Escape' && cancel(e)}>
      <header class="dialog-head">
        <h2 id={id}>{p.title}</h2>
        <Button kind="quiet" icon="close" label={ut('ui.close')} onClick={p.onClose} />
      </header>
      <div class="dialog-body">{p.children}</div>
      {p.actions && <footer class="dialog-foot">{p.actions}</footer>}
    </dialog>
  );
}

function show(box: HTMLDialogElement | null): void {
  if (!box) return;
  if (typeof box.showModal === 'function') {
    if (!box.open) box.showModal();
    return;
  }
  box.classList.add('by-hand');
  box.setAttribute('open', ''); // Safari 14 has no dialogs: the style sheet lays it over the page
  box.querySelector<HTMLElement>('input,select,textarea,.button.primary,button')?.focus();
}
