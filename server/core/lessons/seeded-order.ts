/** A number from a text, the same on every machine (FNV-1a, 32 bits). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

/** Mixes a list, the same way for the same seed. */
export function seededOrder<T>(list: readonly T[], seed: string): readonly T[] {
  return list.map((value, index) => ({ value, rank: hashText(`${seed} ${index}`) })).toSorted((a, b) => a.rank - b.rank).map(({ value }) => value);
}
