// Texts that the server sends in both languages.
import type { Both } from '@lib/contract/enrol';
import { lang } from '@lib/i18n';

/** The text in the language on screen. */
export function both(text: Both): string {
  return text[lang.value] || text.id;
}
