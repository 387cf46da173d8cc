import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Link, place } from '../router';
import { Button } from './button';
import { Icon, type IconName } from './icon';
import { ut } from './texts';

export type NavItem = { to: string; label: string; icon: IconName; count?: string };
/** A heading over items; '' for none. */
export type NavGroup = { title?: string; items: NavItem[] };

type ShellProps = {
  /** The city's name, and what the app is. The emblem is a picture that the office sets. */
  name: string;
  sub?: string;
  emblem?: string;
  nav: NavGroup[];
  /** At the foot of the side bar: who is logged in, language, log out. */
  foot?: ComponentChildren;
  /** In the bar at the top: search. */
  tools?: ComponentChildren;
  children: ComponentChildren;
};

/** The office's frame: a side bar on a desktop, a menu on a phone. */
export function AppShell(p: ShellProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const { path } = place.value;
  useEffect(() => setOpen(false), [path]);
  useEffect(() => {
    const close = (e: KeyboardEvent) => e.key === 'Escape' && setOpen(false);
    addEventListener('keydown', close);
    return () => removeEventListener('keydown', close);
  }, []);
  return (
    <div class={open ? 'shell menu-open' : 'shell'}>
      <a class="skip" href="#main">{ut('ui.skip')}</a>
      <aside class="side" id="side">
        <Brand name={p.name} sub={p.sub} emblem={p.emblem} />
        <nav aria-label={ut('ui.main')}>
          {p.nav.map((g, i) => (
            <div key={g.title ?? i} class="nav-group">
              {g.title && <p class="nav-title">{g.title}</p>}
              {g.items.map((n) => <NavLink key={n.to} item={n} current={isAt(n.to, path)} />)}
            </div>
          ))}
        </nav>
        {p.foot && <div class="side-foot">{p.foot}</div>}
      </aside>
      <button type="button" class="scrim" aria-label={ut('ui.close')} tabIndex={open ? 0 : -1} onClick={() => setOpen(false)} />
      <div class="shell-main">
        <header class="bar">
          <span class="bar-menu"><Button kind="quiet" icon="menu" label={ut('ui.menu')} onClick={() => setOpen(!open)} /></span>
          <span class="bar-brand">{p.name}</span>
          <div class="bar-tools">{p.tools}</div>
        </header>
        <main id="main" class="page">{p.children}</main>
      </div>
    </div>
  );
}

function isAt(to: string, path: string): boolean {
  return to === '/' ? path === '/' : path === to || path.startsWith(`${to}/`);
}

function NavLink({ item, current }: { item: NavItem; current: boolean }): JSX.Element {
  return (
    <Link class="nav-link" to={item.to} current={current}>
      <Icon name={item.icon} /><span>{item.label}</span>{item.count !== undefined && <span class="nav-count">{item.count}</span>}
    </Link>
  );
}

/** The city's emblem (or our plain mark) and name. */
export function Brand({ name, sub, emblem }: { name: string; sub?: string; emblem?: string }): JSX.Element {
  return (
    <div class="brand">
      {emblem ? <img src={emblem} alt="" width="40" height="40" /> : <Mark />}
      <span><strong>{name}</strong>{sub && <span class="muted small">{sub}</span>}</span>
    </div>
  );
}

/** The product's mark: a path that comes to a person. */
export function Mark({ size = 40 }: { size?: number }): JSX.Element {
  return (
    <svg class="mark" width={size} height={size} viewBox="0 0 40 40" aria-hidden="true" focusable="false">
      <rect class="mark-ground" width="40" height="40" rx="11" />
      <circle class="mark-dot" cx="26.5" cy="12.5" r="4.5" />
      <path class="mark-line" d="M9.5 13.5h5.5a6 6 0 0 1 6 6v1.5a7 7 0 0 1-7 7H11" />
    </svg>
  );
}

type TopBarProps = { title: string; sub?: ComponentChildren; back?: () => void; actions?: ComponentChildren };

/** The bar over one screen of field or wallet: back, the screen's name, actions. */
export function TopBar(p: TopBarProps): JSX.Element {
  return (
    <header class="topbar">
      {p.back && <Button kind="quiet" icon="back" label={ut('ui.back')} onClick={p.back} />}
      <div class="topbar-title"><h1>{p.title}</h1>{p.sub !== undefined && <p class="muted small">{p.sub}</p>}</div>
      {p.actions && <div class="row">{p.actions}</div>}
    </header>
  );
}

/** Up to five places at the bottom of a phone. */
export function BottomNav({ items }: { items: NavItem[] }): JSX.Element {
  const { path } = place.value;
  return (
    <nav class="bottom-nav" aria-label={ut('ui.main')}>
      {items.map((n) => <Link key={n.to} to={n.to} current={isAt(n.to, path)}><Icon name={n.icon} size={24} /><span>{n.label}</span></Link>)}
    </nav>
  );
}

/** The head of a screen: its name, what it is about, its actions. */
export function PageHead({ title, sub, actions }: { title: string; sub?: ComponentChildren; actions?: ComponentChildren }): JSX.Element {
  return (
    <div class="page-head">
      <div><h1>{title}</h1>{sub !== undefined && <p class="lead">{sub}</p>}</div>
      {actions && <div class="cluster">{actions}</div>}
    </div>
  );
}

/** Where we are among steps: "2 dari 4". */
export function Steps({ names, at }: { names: string[]; at: number }): JSX.Element {
  return (
    <ol class="steps">
      {names.map((n, i) => (
        <li key={n} class={i < at ? 'done' : i === at ? 'now' : undefined} aria-current={i === at ? 'step' : undefined}>
          <span class="step-dot">{i < at ? <Icon name="check" size={16} /> : i + 1}</span><span>{n}</span>
        </li>
      ))}
    </ol>
  );
}
