import type { ComponentChildren, JSX } from 'preact';
import { errorText } from '../errors';
import { Button } from './button';
import { Icon, type IconName } from './icon';
import { Notice } from './status';
import { ut } from './texts';

/** A list with nothing in it: why, and the next step. */
export function EmptyState(p: { icon?: IconName; title?: string; children?: ComponentChildren; action?: ComponentChildren }): JSX.Element {
  return (
    <div class="empty">
      <span class="empty-icon"><Icon name={p.icon ?? 'list'} size={28} /></span>
      <strong>{p.title ?? ut('ui.empty')}</strong>
      {p.children !== undefined && <p class="muted">{p.children}</p>}
      {p.action && <div class="row">{p.action}</div>}
    </div>
  );
}

/** What went wrong and what to do, with the code small below; a button to try again where that can help. */
export function ErrorState({ error, retry }: { error: unknown; retry?: () => void }): JSX.Element {
  const text = errorText(error);
  return (
    <Notice tone="bad" title={text.what} live actions={retry && <Button icon="retry" onClick={retry}>{ut('ui.retry')}</Button>}>
      <p>{text.todo}</p>
      <p class="code-line">{ut('ui.code', { code: text.code })}{text.id && ` · ${ut('ui.id', { id: text.id })}`}</p>
    </Notice>
  );
}

/** Grey bars of the height of what is coming, so that nothing jumps. */
export function Skeleton({ lines = 3, height }: { lines?: number; height?: number }): JSX.Element {
  return (
    <div class="skeleton" role="status">
      <span class="sr-only">{ut('ui.loading')}</span>
      {height ? <span class="bone" style={{ height: `${height}px` }} /> : Array.from({ length: lines }, (_, i) => <span key={i} class="bone" />)}
    </div>
  );
}
