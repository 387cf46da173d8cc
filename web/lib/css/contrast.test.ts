// Every pair of text and ground that the style sheets use is readable: 4.5:1, and 7:1 in the sun (.sun), light and dark.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Tokens = Record<string, string>;

const sheet = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const blocks = [...sheet.matchAll(/(:root|\.sun) \{([^}]*)\}/g)].map(([, , body]) =>
  Object.fromEntries([...(body ?? '').matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value])) as Tokens);
const [light, dark, sun, darkSun] = blocks as [Tokens, Tokens, Tokens, Tokens];

const themes: [string, Tokens, number][] = [
  ['light', light, 4.5],
  ['dark', { ...light, ...dark }, 4.5],
  ['sun', { ...light, ...sun }, 7],
  ['sun, dark', { ...light, ...dark, ...darkSun }, 7],
];
const pairs: [string, string][] = [
  ['text', 'ground'], ['text', 'surface'], ['text', 'sunken'], ['text', 'hover'], ['text', 'accent-soft'],
  ['muted', 'ground'], ['muted', 'surface'], ['muted', 'sunken'], ['muted', 'hover'],
  ['accent', 'surface'], ['accent', 'ground'], ['accent', 'accent-soft'], ['accent-strong', 'accent-soft'], ['on-accent', 'accent'], ['on-accent', 'accent-strong'],
  ...['ok', 'warn', 'bad', 'info', 'idle'].flatMap((tone): [string, string][] => [[tone, `${tone}-soft`], [tone, 'surface']]),
];

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

describe.each(themes)('%s', (_, tokens, least) => {
  it.each(pairs)('%s on %s', (front, back) => {
    expect(contrast(tokens[front] ?? '', tokens[back] ?? '')).toBeGreaterThanOrEqual(least);
  });
  it('shows the edges of what people fill in (3:1)', () => {
    expect(contrast(tokens['line-strong'] ?? '', tokens.surface ?? '')).toBeGreaterThanOrEqual(3);
    expect(contrast(tokens.focus ?? '', tokens.ground ?? '')).toBeGreaterThanOrEqual(3);
  });
});
