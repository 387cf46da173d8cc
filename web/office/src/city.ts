// The city that this office is of, as the board names it; kept, so that the frame has it before the first answer.
import { signal } from '@preact/signals';

export type City = { code: string; name: string };
const key = 'jemput.city';

export const city = signal<City>(stored());

function stored(): City {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<City>;
    if (typeof kept.code === 'string' && typeof kept.name === 'string') return { code: kept.code, name: kept.name };
  } catch {
    // storage refused, or somebody else's text
  }
  return { code: '', name: '' };
}

/** Takes the city's name from an answer of the server. */
export function knowCity(c: City): void {
  if (c.code === city.peek().code && c.name === city.peek().name) return;
  city.value = c;
  try {
    localStorage.setItem(key, JSON.stringify(c));
  } catch {
    // it is asked again next time
  }
}
