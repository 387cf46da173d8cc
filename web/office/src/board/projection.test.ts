import { expect, test } from 'vitest';
import type { AreaMap } from '@lib/contract/board';
import { neighbour, project } from './projection';

function square(kode: string, west: number, south: number): AreaMap['features'][number] {
  const ring = [[west, south], [west + 1, south], [west + 1, south + 1], [west, south + 1], [west, south]];
  return { properties: { kode, nama: kode, kecamatan: kode.slice(0, 1), nama_kecamatan: '' }, geometry: { type: 'Polygon', coordinates: [ring] } };
}
// a b
// c d   around the equator
const map: AreaMap = { schematic: true, features: [square('a', 100, 0), square('b', 101, 0), square('c', 100, -1), square('d', 101, -1)] };

test('north is up, west is left, and nothing is outside', () => {
  const { width, height, shapes } = project(map, 200);
  expect(width).toBe(200);
  expect(height).toBeCloseTo(200, 0);
  expect(shapes.map((s) => s.middle.map(Math.round))).toEqual([[50, 50], [150, 50], [50, 150], [150, 150]]);
  expect(shapes[0]?.path).toMatch(/^M0 100L100 100L100 0L0 0L0 100Z$/);
});

test('far from the equator a degree of longitude is narrower', () => {
  const { height } = project({ schematic: false, features: [square('n', 100, 59.5)] }, 100);
  expect(height).toBeCloseTo(200, 0); // cos 60° is a half
});

test('several polygons are one shape, and an empty map has none', () => {
  const two = { ...square('m', 100, 0), geometry: { type: 'MultiPolygon' as const, coordinates: [[[[100, 0], [101, 0], [101, 1], [100, 0]]], [[[102, 0], [103, 0], [103, 1], [102, 0]]]] } };
  expect(project({ schematic: false, features: [two] }).shapes[0]?.path.match(/M/g)).toHaveLength(2);
  expect(project({ schematic: false, features: [] }).shapes).toEqual([]);
});

test('arrow keys go to the next shape that way, and stay at the edge', () => {
  const { shapes } = project(map, 200);
  const [a, b, c] = shapes;
  if (!a || !b || !c) throw new Error('shapes are missing');
  expect(neighbour(shapes, a, 'ArrowRight')?.code).toBe('b');
  expect(neighbour(shapes, a, 'ArrowDown')?.code).toBe('c');
  expect(neighbour(shapes, b, 'ArrowLeft')?.code).toBe('a');
  expect(neighbour(shapes, a, 'ArrowUp')).toBeUndefined();
  expect(neighbour(shapes, c, 'Enter')).toBeUndefined();
});
