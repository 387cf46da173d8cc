// The kelurahan of the city, for choices: fetched once, kecamatan by kecamatan.
import { api } from '@lib/api';
import { city, knowCity } from './city';

export type Area = { code: string; name: string; level: string };
const children = (within: string) => api.get<{ areas: Area[] }>('/api/v1/areas', { query: { within, limit: 500 } }).then((a) => a.areas);

let kept: Promise<{ kecamatan: Area; kelurahan: Area[] }[]> | undefined;

/** Every kecamatan of the city with its kelurahan. */
export function areasOfCity(): Promise<{ kecamatan: Area; kelurahan: Area[] }[]> {
  kept ??= load().catch((err: unknown) => {
    kept = undefined;
    throw err;
  });
  return kept;
}

async function load() {
  if (city.peek().code === '') knowCity((await api.get<{ city: { code: string; name: string } }>('/api/v1/board')).city);
  const list = await children(city.peek().code);
  return Promise.all(list.map(async (kecamatan) => ({ kecamatan, kelurahan: await children(kecamatan.code) })));
}
