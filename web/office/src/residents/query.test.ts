import { expect, test } from 'vitest';
import { tidy, unfinished, worth } from './query';

test('numbers wait until they are whole, names do not', () => {
  expect(worth('1673 0154 0690 0001')).toBe(true);
  expect(worth('16730154')).toBe(false);
  expect(worth('167')).toBe(false);
  expect(worth('si')).toBe(true);
  expect(worth(' s ')).toBe(false);
  expect(worth('')).toBe(false);
  expect(worth('siti air kuti 2')).toBe(true);
});

test('what is missing of a number', () => {
  expect(unfinished('1673 01')).toBe(6);
  expect(unfinished('1673015406900001')).toBeUndefined();
  expect(unfinished('16730154069000012')).toBe(17);
  expect(unfinished('siti')).toBeUndefined();
});

test('spaces', () => expect(tidy('  siti   rahma ')).toBe('siti rahma'));
