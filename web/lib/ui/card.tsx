import type { ComponentChildren, JSX } from 'preact';
import { Link } from '../router';
import { Icon, type IconName } from './icon';

type CardProps = { title?: ComponentChildren; sub?: ComponentChildren; actions?: ComponentChildren; children?: ComponentChildren; tone?: 'accent' | 'quiet'; flush?: boolean; class?: string };

/** A panel. `flush` lets a table or map reach its edges; `tone` sets it apart. */
export function Card(p: CardProps): JSX.Element {
  return (
    <section class={['card', p.tone, p.flush && 'flush', p.class].filter(Boolean).join(' ')}>
      {(p.title !== undefined || p.actions) && (
        <header class="card-head">
          <div>
            {p.title !== undefined && <h2>{p.title}</h2>}
            {p.sub !== undefined && <p class="muted small">{p.sub}</p>}
          </div>
          {p.actions && <div class="row">{p.actions}</div>}
        </header>
      )}
      <div class="card-body">{p.children}</div>
    </section>
  );
}

type StatProps = { label: string; value: ComponentChildren; sub?: ComponentChildren; icon?: IconName; to?: string; tone?: 'ok' | 'warn' | 'bad'; size?: 'large' };

/** A large figure with its name and what it is measured against. With `to` it opens its list. */
export function Stat(p: StatProps): JSX.Element {
  const inside = (
    <>
      <span class="stat-label">{p.icon && <Icon name={p.icon} size={18} />}{p.label}{p.to !== undefined && <Icon name="next" size={16} class="stat-go" />}</span>
      <span class="stat-value">{p.value}</span>
      {p.sub !== undefined && <span class="stat-sub">{p.sub}</span>}
    </>
  );
  const classes = ['stat', p.size, p.tone && `tone-${p.tone}`].filter(Boolean).join(' ');
  return p.to === undefined ? <div class={classes}>{inside}</div> : <Link class={classes} to={p.to}>{inside}</Link>;
}

/** Names and their values: a record, a summary. */
export function Facts({ items }: { items: { label: string; value: ComponentChildren }[] }): JSX.Element {
  return <dl class="facts">{items.map((i) => <div key={i.label}><dt>{i.label}</dt><dd>{i.value}</dd></div>)}</dl>;
}
