// The device's store: one record in IndexedDB, read and changed in one transaction.
import { ApiError } from '@lib/api';
import { openDB, type IDBPDatabase } from 'idb';
import { readState, type State } from './state';

const [name, store, record] = ['jemput-wallet', 'wallet', 'state'];

let opened: Promise<IDBPDatabase> | undefined;

function open(): Promise<IDBPDatabase> {
  opened ??= openDB(name, 1, {
    upgrade: (db) => void db.createObjectStore(store),
    terminated: () => (opened = undefined),
    blocking: (_now, _next, e) => (e.target as IDBDatabase).close(),
  });
  opened.catch(() => (opened = undefined));
  return opened;
}

/** What is stored. Throws storage_refused where the browser keeps nothing, as in some private windows. */
export async function load(): Promise<State> {
  if (typeof indexedDB === 'undefined') throw new ApiError(0, 'no_storage', 'IndexedDB is missing.');
  return fault(async () => readState(await (await open()).get(store, record)));
}

/** Changes what is stored; when it returns, the change is on the disk. `change` must not wait for anything. */
export async function change(by: (state: State) => State): Promise<State> {
  return fault(async () => {
    const tx = (await open()).transaction(store, 'readwrite', { durability: 'strict' });
    const failed = tx.done.catch((err: unknown) => err); // observed below; without this a second rejection is reported
    try {
      const next = by(readState(await tx.store.get(record)));
      await tx.store.put(next, record);
      await tx.done;
      return next;
    } catch (err) {
      throw (await failed) ?? err;
    }
  });
}

/** Removes everything. */
export async function erase(): Promise<void> {
  await fault(async () => (await open()).delete(store, record));
}

/** Asks the browser not to drop the data when the phone is short of space. */
export async function keep(): Promise<void> {
  try {
    await navigator.storage?.persist?.();
  } catch {
    // it may refuse; the card is still stored
  }
}

async function fault<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (err) {
    if (err instanceof ApiError) throw err;
    const full = err instanceof DOMException && err.name === 'QuotaExceededError';
    throw new ApiError(0, full ? 'storage_full' : 'storage_refused', `Storage failed: ${err instanceof Error ? err.name : 'unknown'}.`);
  }
}
