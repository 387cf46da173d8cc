// A place to drop a file, or to choose one.
import { useRef, useState } from 'preact/hooks';
import { Button, Icon } from '@lib/ui';

type Props = { title: string; about: string; choose: string; onFile: (file: File) => void; busy?: boolean };

export function Drop({ title, about, choose, onFile, busy }: Props) {
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = (file: File | null | undefined) => file && !busy && onFile(file);
  return (
    <div
      class={over ? 'drop over' : 'drop'} onDragOver={(e) => { e.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)}
      onDrop={(e) => { e.preventDefault(); setOver(false); take(e.dataTransfer?.files[0]); }}
    >
      <span class="empty-icon"><Icon name="upload" size={28} /></span>
      <strong>{title}</strong>
      <p class="muted">{about}</p>
      <input
        ref={input} class="sr-only" type="file" tabIndex={-1} accept=".csv,.txt,.xlsx" aria-label={choose}
        onChange={(e) => { take(e.currentTarget.files?.[0]); e.currentTarget.value = ''; }}
      />
      <Button kind="primary" icon="file" busy={busy} onClick={() => input.current?.click()}>{choose}</Button>
    </div>
  );
}
