// Offers that were made on this page. They hold a secret and live in memory only: after a reload a new QR is made.
import { signal } from '@preact/signals';
import type { Offer } from '@lib/contract/enrol';

const made = signal<ReadonlyMap<string, Offer>>(new Map());

export function offerOf(attemptId: string): Offer | undefined {
  return made.value.get(attemptId);
}

export function keepOffer(attemptId: string, offer: Offer): void {
  made.value = new Map([[attemptId, offer]]); // one person at a time
}

export function dropOffers(): void {
  made.value = new Map();
}
