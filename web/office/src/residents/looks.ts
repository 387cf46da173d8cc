// Who looked at a person's data, told as visits to it and not as single requests.
export type Look = { at: string; who: string; by: 'officer' | 'system' | 'public'; event: string; purpose: string; outcome: string };
/** What one person did to a record in one go, newest first; at is when it began. */
export type LookGroup = { at: string; who: string; by: Look['by']; purpose: string; events: string[]; refused: boolean };

const pause = 10 * 60_000; // after ten quiet minutes the same person has come back

/** Gathers events, newest first, into what each person did in one go; in it every event is named once, the first one first. */
export function inOneGo(looks: readonly Look[]): LookGroup[] {
  const groups: LookGroup[] = [];
  for (const look of looks) {
    const open = groups.find((g) => g.who === look.who && g.by === look.by && g.refused === (look.outcome !== 'ok') && Date.parse(g.at) - Date.parse(look.at) <= pause);
    if (!open) {
      groups.push({ at: look.at, who: look.who, by: look.by, purpose: look.purpose, events: [look.event], refused: look.outcome !== 'ok' });
      continue;
    }
    open.at = look.at;
    open.purpose ||= look.purpose;
    open.events = [look.event, ...open.events.filter((e) => e !== look.event)];
  }
  return groups;
}
