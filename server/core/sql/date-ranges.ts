/** A span of time as two dates, `until` not included. */
export interface DateRange {
  readonly from: string;
  readonly until: string;
}

const pattern = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/;

/** The day of `2026-01-31`; undefined for anything that is no such day. */
export function dayRange(text: string): DateRange | undefined {
  const [, year = '', month = '', day] = pattern.exec(text) ?? [];
  return day === undefined ? undefined : rangeOf([Number(year), Number(month), Number(day)], [0, 0, 1]);
}

/** The month of `2026-01` or `2026-01-01`. */
export function monthRange(text: string): DateRange | undefined {
  const [, year = '', month, day = '01'] = pattern.exec(text) ?? [];
  return month === undefined || day !== '01' ? undefined : rangeOf([Number(year), Number(month), 1], [0, 1, 0]);
}

export function yearRange(year: number): DateRange | undefined {
  return Number.isInteger(year) && year >= 1000 && year <= 9998 ? rangeOf([year, 1, 1], [1, 0, 0]) : undefined;
}

type Triple = readonly [year: number, month: number, day: number];

function rangeOf([year, month, day]: Triple, [years, months, days]: Triple): DateRange | undefined {
  const from = dateText(year, month, day);
  // A day that does not exist comes back as another one.
  if (year < 1000 || year > 9998 || from !== [String(year), two(month), two(day)].join('-')) return undefined;
  return { from, until: dateText(year + years, month + months, day + days) };
}

function dateText(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
