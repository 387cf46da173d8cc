// What somebody typed into the search. No drawing.

/** Spaces put right. */
export function tidy(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

/** How many digits of a number that is not complete; undefined if it is complete or no number. */
export function unfinished(text: string): number | undefined {
  const digits = text.replace(/[\s.\-·]/g, '');
  return /^\d{4,}$/.test(digits) && digits.length !== 16 ? digits.length : undefined;
}

/** Whether it is worth asking the server: two letters, or a whole number. */
export function worth(text: string): boolean {
  const t = tidy(text);
  return unfinished(t) === undefined && t.length >= 2 && !/^[\d\s.\-·]{1,18}$/.test(t) || t.replace(/[\s.\-·]/g, '').length === 16;
}
