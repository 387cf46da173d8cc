import type { JSX } from 'preact';
import { lang, setLang, type Lang } from '../i18n';
import { ut } from './texts';

const languages: { code: Lang; short: string; name: string }[] = [
  { code: 'id', short: 'ID', name: 'Bahasa Indonesia' },
  { code: 'en', short: 'EN', name: 'English' },
];

/** Indonesian or English; `full` writes the names out. */
export function LanguageSwitch({ full }: { full?: boolean }): JSX.Element {
  return (
    <div class="segments" role="group" aria-label={ut('ui.language')}>
      {languages.map((l) => (
        <button key={l.code} type="button" lang={l.code} aria-pressed={lang.value === l.code} aria-label={full ? undefined : `${l.short} – ${l.name}`} onClick={() => setLang(l.code)}>
          {full ? l.name : l.short}
        </button>
      ))}
    </div>
  );
}
