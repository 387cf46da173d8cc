// Stored data carries its version; what an older wallet wrote is brought up step by step, so that nobody has to go to
// an officer again because of an update.
import { ApiError } from '@lib/api';

/** Brings data of version n to version n + 1. */
export type Step = (old: Record<string, unknown>) => Record<string, unknown>;

/** Brings data to the current version; steps[n] takes version n. Throws on data of a newer wallet, and on what is none of ours. */
export function upgrade<T extends { version: number }>(raw: unknown, current: T['version'], steps: Record<number, Step>): T {
  let data = raw as Record<string, unknown> & { version: unknown };
  if (typeof raw !== 'object' || raw === null || typeof data.version !== 'number') throw new ApiError(0, 'state_unreadable', 'The stored data has no version.');
  if (data.version > current) throw new ApiError(0, 'state_newer', 'A newer wallet wrote this data.');
  while (data.version !== current) {
    const from = data.version as number;
    const step = steps[from];
    if (!step) throw new ApiError(0, 'state_unreadable', `There is no way from version ${from}.`);
    data = { ...step(data), version: from + 1 };
  }
  return data as unknown as T;
}
