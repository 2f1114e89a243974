/** `1 row`, `3 rows`, `12 345 rows`; numbers are grouped, rounded to whole ones. */
export function counted(count: number, noun: string): string {
  return `${wholeNumber(count)} ${noun}${Math.round(count) === 1 ? '' : 's'}`;
}

/** Digits in groups of three: `1,234,567`. */
export function wholeNumber(value: number): string {
  return String(Math.round(value)).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

/** `0.03 ms`, `12.3 ms`, `4.2 s`. */
export function milliseconds(value: number): string {
  if (value >= 10_000) return `${(value / 1000).toFixed(1)} s`;
  if (value >= 1000) return `${(value / 1000).toFixed(2)} s`;
  return `${value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toFixed(3)} ms`;
}

/** `92 %`; a share that is not all of it never reads 100 %. */
export function percent(share: number): string {
  if (share > 0.99 && share < 1) return '99 %';
  return share > 0 && share < 0.01 ? 'less than 1 %' : `${Math.round(share * 100)} %`;
}

/** Kilobytes as EXPLAIN counts them: `512 kB`, `4.2 MB`. */
export function kilobytes(value: number): string {
  if (value >= 1024 * 1024) return `${(value / 1024 / 1024).toFixed(1)} GB`;
  return value >= 1024 ? `${(value / 1024).toFixed(1)} MB` : `${wholeNumber(value)} kB`;
}

/** `12 times`, `1.5 times`. */
export function times(factor: number): string {
  return factor >= 10 ? `${wholeNumber(factor)} times` : `${Number(factor.toFixed(1))} times`;
}
