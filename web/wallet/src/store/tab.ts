// One tab at a time has the wallet: the one that was opened last, since the phone's camera opens a new one.
import { signal } from '@preact/signals';

/** Whether a later tab has taken the wallet over. */
export const elsewhere = signal(false);

const name = 'jemput-wallet';

/** Takes the wallet for this tab; resolves when it has it. Without Web Locks (Safari 14) changes are still atomic. */
export async function takeTab(): Promise<void> {
  const { locks } = navigator as { locks?: LockManager };
  elsewhere.value = false;
  if (!locks) return;
  await new Promise<void>((taken) => {
    const hold = () => new Promise<void>(() => taken());
    locks.request(name, { steal: true }, hold).catch(() => {
      elsewhere.value = true;
      taken();
    });
  });
}
