// From longitude and latitude to a drawing: equirectangular, true to scale at the middle of the map. No drawing itself.
import type { AreaMap } from '@lib/contract/board';

type Point = readonly number[];
export type Shape = { code: string; name: string; kecamatan: string; kecamatanName: string; path: string; middle: readonly [number, number] };
export type Drawing = { width: number; height: number; shapes: Shape[] };

/** Fits a map into a width; the height follows. */
export function project(map: AreaMap, width = 600): Drawing {
  const rings = map.features.map((f) => (f.geometry.type === 'Polygon' ? [f.geometry.coordinates] : f.geometry.coordinates).flat());
  const points = rings.flat(2) as unknown as Point[];
  if (points.length === 0) return { width, height: 0, shapes: [] };
  const [west, east] = range(points, 0);
  const [south, north] = range(points, 1);
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = width / Math.max((east - west) * narrow, 1e-9);
  const place = (p: Point): [number, number] => [((p[0] ?? 0) - west) * narrow * scale, (north - (p[1] ?? 0)) * scale];
  const shapes = map.features.map((f, i) => shape(f.properties, (rings[i] ?? []).map((ring) => ring.map(place))));
  return { width, height: round((north - south) * scale), shapes };
}

function shape(p: AreaMap['features'][number]['properties'], rings: [number, number][][]): Shape {
  const path = rings.map((ring) => `M${ring.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}Z`).join('');
  const outer = rings[0] ?? [];
  const [left, right] = range(outer, 0);
  const [top, bottom] = range(outer, 1);
  return { code: p.kode, name: p.nama, kecamatan: p.kecamatan, kecamatanName: p.nama_kecamatan, path, middle: [(left + right) / 2, (top + bottom) / 2] };
}

function range(points: readonly Point[], axis: 0 | 1): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const p of points) {
    low = Math.min(low, p[axis] ?? 0);
    high = Math.max(high, p[axis] ?? 0);
  }
  return [low, high];
}

function round(n: number): number {
  return Math.round(n * 10) / 10;
}

const ways: Record<string, readonly [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The shape that an arrow key moves to: the nearest whose middle lies that way. */
export function neighbour(shapes: readonly Shape[], from: Shape, key: string): Shape | undefined {
  const way = ways[key];
  if (!way) return undefined;
  let best: { shape: Shape; far: number } | undefined;
  for (const s of shapes) {
    const [dx, dy] = [s.middle[0] - from.middle[0], s.middle[1] - from.middle[1]];
    const along = dx * way[0] + dy * way[1];
    const aside = Math.abs(dx * way[1]) + Math.abs(dy * way[0]);
    if (s === from || along <= 0 || aside > 2 * along) continue;
    const far = along + 2 * aside;
    if (!best || far < best.far) best = { shape: s, far };
  }
  return best?.shape;
}
