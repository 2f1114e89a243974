import type { StatementRecord } from './read-statement';

/** The places of the records that say something, in order: most of a long file says nothing. */
export interface Speaking {
  readonly found: readonly number[];
  readonly noted: readonly number[];
  readonly crashed: readonly number[];
}

type Said = Pick<StatementRecord, 'findings' | 'notes' | 'crashes'>;

export const silent: Speaking = { found: [], noted: [], crashed: [] };

/** Looks at every record from a place on. */
export function speakingIn(records: readonly Said[], from = 0): Speaking {
  const speaking = { found: [] as number[], noted: [] as number[], crashed: [] as number[] };
  for (let place = from; place < records.length; place++) {
    const record = records[place];
    if (record === undefined) continue;
    if (record.findings.length > 0) speaking.found.push(place);
    if (record.notes.length > 0) speaking.noted.push(place);
    if (record.crashes.length > 0) speaking.crashed.push(place);
  }
  return speaking;
}

/**
 * After the records from `first` to before `oldEnd` gave way to those of `records` from `first` on; those behind stay as they are.
 * A list that names none of them before and after is the same object.
 */
export function speakingAfter(known: Speaking, { first, oldEnd }: { readonly first: number; readonly oldEnd: number }, records: readonly Said[]): Speaking {
  const fresh = speakingIn(records, first);
  const by = records.length - oldEnd;
  const replaced = (places: readonly number[], now: readonly number[]) => {
    const from = placesBefore(places, first);
    const to = placesBefore(places, oldEnd);
    if (by === 0 && from === to && now.length === 0) return places;
    const behind = places.slice(to);
    return [...places.slice(0, from), ...now, ...(by === 0 ? behind : behind.map((place) => place + by))];
  };
  return { found: replaced(known.found, fresh.found), noted: replaced(known.noted, fresh.noted), crashed: replaced(known.crashed, fresh.crashed) };
}

/** How many of ascending places are before one. */
function placesBefore(places: readonly number[], place: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((places[middle] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
