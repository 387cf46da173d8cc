import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from './icon';
import { ut } from './texts';

/** A person's photo (3:4) from the API, or a plain sign that there is none. */
export function Photo({ src, name, size = 'medium' }: { src?: string; name?: string; size?: 'small' | 'medium' | 'large' }): JSX.Element {
  const [broken, setBroken] = useState<string>();
  const shown = src !== undefined && broken !== src;
  const label = name ? `${shown ? ut('ui.photo') : ut('ui.nophoto')}: ${name}` : ut(shown ? 'ui.photo' : 'ui.nophoto');
  if (shown) return <img class={`photo ${size}`} src={src} alt={label} decoding="async" onError={() => setBroken(src)} />;
  return <span class={`photo none ${size}`} role="img" aria-label={label}><Icon name="person" size={size === 'small' ? 20 : 40} /></span>;
}

/** A member of staff or a resident in a list: the initials of the name. */
export function Avatar({ name }: { name: string }): JSX.Element {
  const words = name.trim().split(/\s+/);
  return <span class="avatar" aria-hidden="true">{((words[0]?.[0] ?? '') + (words.length > 1 ? (words[words.length - 1]?.[0] ?? '') : '')).toUpperCase()}</span>;
}
