import type { ComponentChildren, JSX } from 'preact';
import { href, navigate } from '../router';
import { Icon, type IconName } from './icon';
import { ut } from './texts';

export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger';

export type ButtonProps = {
  children?: ComponentChildren;
  /** One primary button a screen: the next action. */
  kind?: ButtonKind;
  icon?: IconName;
  /** Icon behind the word: for "next". */
  after?: IconName;
  onClick?: (e: MouseEvent) => void;
  type?: 'button' | 'submit';
  disabled?: boolean;
  /** Shows that it works on it, and takes no second press. */
  busy?: boolean;
  /** As wide as its place. */
  wide?: boolean;
  size?: 'small' | 'large';
  /** For a button with an icon only. */
  label?: string;
  /** A path below the app's base: the button is a link. */
  to?: string;
};

/** A button is a verb. With `to` it is a link that looks like one. */
export function Button(p: ButtonProps): JSX.Element {
  const classes = ['button', p.kind ?? 'secondary', p.size, p.wide && 'wide', p.children === undefined && 'square', p.busy && 'busy'].filter(Boolean).join(' ');
  const inside = (
    <>
      {p.busy ? <span class="spinner" aria-hidden="true" /> : p.icon && <Icon name={p.icon} />}
      {p.children !== undefined && <span>{p.children}</span>}
      {p.after && <Icon name={p.after} />}
      {p.busy && <span class="sr-only">{ut('ui.busy')}</span>}
    </>
  );
  const { to } = p;
  if (to !== undefined) {
    const go = (e: MouseEvent) => {
      if (e.button !== 0 || e.metaKey || e.ctrlKey || e.shiftKey) return;
      e.preventDefault();
      p.onClick?.(e);
      navigate(to);
    };
    return <a class={classes} href={href(to)} onClick={go} aria-label={p.label}>{inside}</a>;
  }
  return (
    <button
      class={classes} type={p.type ?? 'button'} disabled={p.disabled} aria-disabled={p.busy || undefined}
      aria-label={p.label} title={p.label} onClick={p.busy ? stop : p.onClick}
    >
      {inside}
    </button>
  );
}

function stop(e: MouseEvent): void {
  e.preventDefault();
}
