import type { ComponentChildren, JSX } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { Icon, type IconName } from './icon';
import { Badge } from './status';

export type Tab<K extends string> = { key: K; label: string; count?: string; icon?: IconName };

/** Tabs over one panel; arrow keys move between them. Keep the chosen key in the address with setQuery. */
export function Tabs<K extends string>(p: { label: string; tabs: Tab<K>[]; current: K; onTab: (key: K) => void; children: ComponentChildren }): JSX.Element {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const move = (e: KeyboardEvent) => {
    const step = e.key === 'ArrowRight' ? 1 : e.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const at = p.tabs.findIndex((t) => t.key === p.current);
    const next = p.tabs[(at + step + p.tabs.length) % p.tabs.length];
    if (!next) return;
    e.preventDefault();
    p.onTab(next.key);
    list.current?.querySelector<HTMLElement>(`[data-key="${next.key}"]`)?.focus();
  };
  return (
    <div class="tabs">
      <div class="tab-list" role="tablist" aria-label={p.label} ref={list} onKeyDown={move}>
        {p.tabs.map((t) => (
          <button
            key={t.key} type="button" role="tab" class="tab" id={`${id}-${t.key}`} data-key={t.key} aria-controls={`${id}-panel`}
            aria-selected={t.key === p.current} tabIndex={t.key === p.current ? 0 : -1} onClick={() => p.onTab(t.key)}
          >
            {t.icon && <Icon name={t.icon} size={18} />}{t.label}{t.count !== undefined && <Badge>{t.count}</Badge>}
          </button>
        ))}
      </div>
      <div class="tab-panel" role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${p.current}`}>{p.children}</div>
    </div>
  );
}
