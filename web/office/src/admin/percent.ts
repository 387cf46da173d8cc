// Percentages as people type them. No floats: hundredths of a percent are whole numbers.

/** "25", "25,5", "25.50 %" as hundredths of a percent; undefined if it is none above 0 and up to 100. */
export function parsePercent(text: string): number | undefined {
  const parts = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(text.replace(/[\s%]/g, ''));
  if (!parts) return undefined;
  const h = Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0'));
  return h > 0 && h <= 10_000 ? h : undefined;
}

/** How many people a percentage of a base is, rounded up: the target is not reached before. */
export function share(base: number, hundredths: number): number {
  const product = base * hundredths;
  return (product - (product % 10_000)) / 10_000 + (product % 10_000 > 0 ? 1 : 0);
}
