// What is inside the vault: the cards and their history.
import type { Label, Named } from '../vci/metadata';
import { upgrade, type Step } from './upgrade';

export type Card = {
  id: string;
  key: string;
  issuer: string;
  title: Named;
  from: Named;
  host: string;
  labels: Label[];
  /** The SD-JWT VC with all its disclosures. */
  token: string;
  /** Milliseconds since 1970. */
  receivedAt: number;
};

/** Something that happened to a card. */
export type Entry = { at: number; what: 'received' | 'renewed'; card: string; name: string; title: Named; from: Named };

export type Content = { version: 1; cards: Card[]; history: Entry[] };

export const contentVersion = 1;

const steps: Record<number, Step> = {};

export function freshContent(): Content {
  return { version: contentVersion, cards: [], history: [] };
}

/** The content as it was sealed, brought up to date. */
export function readContent(raw: unknown): Content {
  return upgrade<Content>(raw, contentVersion, steps);
}

/** The content with a new card in it. `same` are the ids of cards of the same person and kind, which it replaces. */
export function withCard(content: Content, card: Card, name: string, same: string[]): Content {
  const what = same.length > 0 ? 'renewed' : 'received';
  const entry: Entry = { at: card.receivedAt, what, card: card.id, name, title: card.title, from: card.from };
  return { ...content, cards: [card, ...content.cards.filter((c) => !same.includes(c.id))], history: [entry, ...content.history] };
}
