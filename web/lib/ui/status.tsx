import type { ComponentChildren, JSX } from 'preact';
import { Icon, type IconName } from './icon';

export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'idle';

const icons: Record<Tone, IconName> = { ok: 'ok', warn: 'warning', bad: 'fail', info: 'info', idle: 'clock' };

/** A state: always an icon and a word, the colour only repeats it. */
export function Status({ tone, icon, children }: { tone: Tone; icon?: IconName; children: ComponentChildren }): JSX.Element {
  return <span class={`status tone-${tone}`}><Icon name={icon ?? icons[tone]} size={16} />{children}</span>;
}

/** A count beside a name: "Peserta 120". */
export function Badge({ children, tone = 'idle' }: { children: ComponentChildren; tone?: Tone }): JSX.Element {
  return <span class={`badge tone-${tone}`}>{children}</span>;
}

type NoticeProps = { tone: Tone; title?: ComponentChildren; children?: ComponentChildren; actions?: ComponentChildren; icon?: IconName; live?: boolean };

/** A message in the page: what is, what it means, what to do. `live` has it read out when it appears. */
export function Notice(p: NoticeProps): JSX.Element {
  return (
    <div class={`notice tone-${p.tone}`} role={p.live ? (p.tone === 'bad' ? 'alert' : 'status') : undefined}>
      <Icon name={p.icon ?? icons[p.tone]} size={24} />
      <div class="notice-body">
        {p.title !== undefined && <strong>{p.title}</strong>}
        {p.children !== undefined && <div>{p.children}</div>}
        {p.actions && <div class="row">{p.actions}</div>}
      </div>
    </div>
  );
}
