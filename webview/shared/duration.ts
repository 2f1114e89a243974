const digits = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

/** `0.15 ms`, `714 ms`, `2.4 s` from milliseconds. */
export function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${digits.format(milliseconds)} ms` : `${digits.format(milliseconds / 1000)} s`;
}
