// Texts in Indonesian and English. A dictionary is two objects with exactly the same keys: a missing or an extra
// English text is a type error. `{name}` in a text is a parameter, and a parameter that is not given is a type error.
//
//   const d = dictionary({ 'visit.people': '{n} orang' }, { 'visit.people': { one: '{n} person', other: '{n} people' } });
//   export const t = translator(d);
//   t('visit.people', { n: 12 })
//
// t() reads the language signal, so a component that calls it is drawn again when the language changes.
import { signal } from '@preact/signals';

export type Lang = 'id' | 'en';
/** An English text with a count: `one` when the parameter n is 1. Indonesian has no plural. */
export type Plural = { one: string; other: string };
export type Texts = Record<string, string>;
export type Dictionary<T extends Texts> = { id: T; en: Record<keyof T, string | Plural> };

type Names<S extends string> = S extends `${string}{${infer N}}${infer Rest}` ? N | Names<Rest> : never;
type Params<S extends string> = [Names<S>] extends [never] ? [] : [params: Record<Names<S>, string | number>];
/** The type of t() for a dictionary: parts that take a `t` as an argument name it with this. */
export type Translate<T extends Texts> = <K extends keyof T & string>(key: K, ...params: Params<T[K]>) => string;

const storageKey = 'jemput.lang';

/** The language on screen. Change it with setLang. */
export const lang = signal<Lang>(stored());

function stored(): Lang {
  try {
    return localStorage.getItem(storageKey) === 'en' ? 'en' : 'id';
  } catch {
    return 'id'; // storage refused, or no browser at all
  }
}

/** Changes the language, and keeps it for the next visit. */
export function setLang(to: Lang): void {
  lang.value = to;
  try {
    localStorage.setItem(storageKey, to);
  } catch {
    // storage refused: the choice lasts as long as the page
  }
}

/** Checks two sets of texts against each other at compile time. */
export function dictionary<const T extends Texts, const E extends Record<keyof T, string | Plural>>(
  id: T,
  en: E & Record<Exclude<keyof E, keyof T>, never>,
): Dictionary<T> {
  return { id, en };
}

/** Two dictionaries as one; where both have a key the second wins. */
export function merged<A extends Texts, B extends Texts>(a: Dictionary<A>, b: Dictionary<B>): Dictionary<A & B> {
  return { id: { ...a.id, ...b.id }, en: { ...a.en, ...b.en } } as Dictionary<A & B>;
}

/** Makes t() for a dictionary. Numbers among the parameters are written as the language writes them. */
export function translator<T extends Texts>(d: Dictionary<T>): Translate<T> {
  return (key, ...rest) => {
    const params: Record<string, string | number> = rest[0] ?? {};
    const text: string | Plural | undefined = lang.value === 'en' ? d.en[key] : d.id[key];
    if (text === undefined) return key; // the types rule it out
    const chosen = typeof text === 'string' ? text : text[params.n === 1 ? 'one' : 'other'];
    return chosen.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = params[name];
      if (value === undefined) return whole;
      return typeof value === 'number' ? grouped(value, lang.value) : value;
    });
  };
}

/** A whole number with its thousands apart: 168.015 in Indonesian, 168,015 in English. */
export function grouped(n: number, as: Lang): string {
  const digits = Math.abs(Math.trunc(n)).toString().replace(/\B(?=(\d{3})+$)/g, as === 'id' ? '.' : ',');
  return (n < 0 ? '−' : '') + digits;
}
