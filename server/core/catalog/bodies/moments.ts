import { unclear, type Value } from './values';

/** A date or a point in time of the session, whose TimeZone is UTC. */
export interface Moment {
  readonly moment: 'date' | 'timestamp' | 'timestamptz';
  /** Days since 1970-01-01. */
  readonly day: number;
  /** Milliseconds since midnight; undefined for what `now()` gives: when the statement will run is only known to the day. */
  readonly time: number | undefined;
}

/** An interval, in the three units that PostgreSQL keeps it in. */
export interface Interval {
  readonly months: number;
  readonly days: number;
  readonly milliseconds: number;
}

const dayLength = 86_400_000;

export function isMoment(value: Value): value is Moment {
  return typeof value === 'object' && value !== null && 'moment' in value;
}

export function isInterval(value: Value): value is Interval {
  return typeof value === 'object' && value !== null && 'milliseconds' in value;
}

/** `clock`: milliseconds since 1970. */
export function today(clock: number, moment: Moment['moment']): Moment {
  return { moment, day: Math.floor(clock / dayLength), time: moment === 'date' ? 0 : undefined };
}

/** Whether times of the session are those of UTC; the embedded PostgreSQL and most servers run so. */
export function isUtc(timeZone: string | undefined): boolean {
  return timeZone === undefined || /^["']?(?:etc\/)?(?:utc|gmt|uct|zulu|universal|greenwich)["']?$/i.test(timeZone);
}

function dateOf({ day }: Pick<Moment, 'day'>): Date {
  return new Date(day * dayLength);
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

/** As PostgreSQL writes it; undefined where the time of day is not known. */
export function momentText(value: Moment): string | undefined {
  const date = dateOf(value).toISOString().slice(0, 10);
  if (value.moment === 'date') return date;
  if (value.time === undefined || value.time % 1000 !== 0) return undefined;
  const seconds = value.time / 1000;
  const time = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(twoDigits).join(':');
  return `${date} ${time}${value.moment === 'timestamptz' ? '+00' : ''}`;
}

/** Negative, 0 or positive; `unclear` where the time of day decides and is not known. */
export function compareMoments(one: Moment, other: Moment): number | typeof unclear {
  if (one.day !== other.day) return one.day - other.day;
  return one.time === undefined || other.time === undefined ? unclear : one.time - other.time;
}

const writtenDate = /^\s*(\d{4})-?(\d{2})-?(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:Z|[+-]00(?::?00)?)?)?\s*$/;

/** A value as a date or time, like a cast: text, or another kind of date or time. `clock` is what `today` means. */
export function toMoment(value: Value, moment: Moment['moment'], clock: number | undefined): Value {
  if (isMoment(value)) return { moment, day: value.day, time: moment === 'date' ? 0 : value.time };
  if (typeof value !== 'string') return value === null ? null : unclear;
  const word = value.trim().toLowerCase();
  const shift = ['yesterday', 'today', 'tomorrow'].indexOf(word) - 1;
  if (shift >= -1) return clock === undefined ? unclear : { moment, day: today(clock, 'date').day + shift, time: 0 };
  if (word === 'now') return clock === undefined ? unclear : today(clock, moment);
  const [, year, month, date, hours = '0', minutes = '0', seconds = '0'] = writtenDate.exec(value) ?? [];
  if (year === undefined) return unclear;
  const at = Date.UTC(Number(year), Number(month) - 1, Number(date));
  return { moment, day: at / dayLength, time: moment === 'date' ? 0 : ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 };
}

const units: Readonly<Record<string, Interval>> = {
  second: { months: 0, days: 0, milliseconds: 1000 }, minute: { months: 0, days: 0, milliseconds: 60_000 }, hour: { months: 0, days: 0, milliseconds: 3_600_000 },
  day: { months: 0, days: 1, milliseconds: 0 }, week: { months: 0, days: 7, milliseconds: 0 }, month: { months: 1, days: 0, milliseconds: 0 }, mon: { months: 1, days: 0, milliseconds: 0 },
  year: { months: 12, days: 0, milliseconds: 0 },
};

/** `1 day`, `2 weeks 3 days`: whole numbers of units. */
export function toInterval(value: Value): Value {
  if (isInterval(value) || value === null) return value;
  if (typeof value !== 'string' || !/^\s*(?:[+-]?\d+\s*[a-z]+\s*)+$/i.test(value)) return unclear;
  let sum: Interval = { months: 0, days: 0, milliseconds: 0 };
  for (const [, count, unit = ''] of value.matchAll(/([+-]?\d+)\s*([a-z]+)/gi)) {
    const name = unit.toLowerCase().replace(/s$/, '');
    const found = Object.hasOwn(units, name) ? units[name] : undefined;
    if (found === undefined) return unclear;
    sum = plus(sum, times(found, Number(count)));
  }
  return sum;
}

function plus(one: Interval, other: Interval): Interval {
  return { months: one.months + other.months, days: one.days + other.days, milliseconds: one.milliseconds + other.milliseconds };
}

function times(interval: Interval, factor: number): Interval {
  return { months: interval.months * factor, days: interval.days * factor, milliseconds: interval.milliseconds * factor };
}

/** Months first, then days, then the time, as `timestamp_pl_interval` does; a day that its month does not have becomes the last one. */
function shifted(value: Moment, { months, days, milliseconds }: Interval): Value {
  const date = dateOf(value);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)).getUTCDate();
  const at = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, Math.min(date.getUTCDate(), lastDay));
  const moment = value.moment === 'date' ? 'timestamp' : value.moment;
  const day = at / dayLength + days;
  if (value.time === undefined) return milliseconds % dayLength === 0 ? { moment, day: day + milliseconds / dayLength, time: undefined } : unclear;
  const time = value.time + milliseconds;
  return { moment, day: day + Math.floor(time / dayLength), time: ((time % dayLength) + dayLength) % dayLength };
}

/** `+`, `-` and `*` where a side is a date, a time or an interval; `unclear` for what is not followed. */
export function calculate(name: string, left: Value, right: Value): Value {
  if (name === '+' && !isMoment(left) && isMoment(right)) return calculate(name, right, left);
  if (name === '*' && !isInterval(left) && isInterval(right)) return calculate(name, right, left);
  const sign = name === '-' ? -1 : 1;
  if (name === '*') return isInterval(left) && typeof right === 'number' && Number.isInteger(right) ? times(left, right) : unclear;
  if (name !== '+' && name !== '-') return unclear;
  if (isInterval(left)) return isInterval(right) ? plus(left, times(right, sign)) : unclear;
  if (!isMoment(left)) return unclear;
  if (isInterval(right)) return shifted(left, times(right, sign));
  if (left.moment !== 'date') return unclear;
  if (typeof right === 'number') return { ...left, day: left.day + sign * right };
  return name === '-' && isMoment(right) && right.moment === 'date' ? left.day - right.day : unclear;
}

/** Monday is the first day of a week. */
function weekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** `date_trunc()` to days and more; from a date it makes a timestamp with time zone. */
export function truncate(unit: Value, value: Value): Value {
  if (!isMoment(value) || typeof unit !== 'string') return unclear;
  const date = dateOf(value);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const starts: Readonly<Record<string, number>> = {
    day: value.day, week: value.day - weekday(value.day), month: Date.UTC(year, month, 1) / dayLength,
    quarter: Date.UTC(year, month - (month % 3), 1) / dayLength, year: Date.UTC(year, 0, 1) / dayLength,
  };
  const name = unit.toLowerCase();
  const day = Object.hasOwn(starts, name) ? starts[name] : undefined;
  return day === undefined ? unclear : { moment: value.moment === 'date' ? 'timestamptz' : value.moment, day, time: 0 };
}

/** The year and the number of the week that has the Thursday, by ISO 8601. */
function isoWeek(day: number): { readonly year: number; readonly week: number } {
  const thursday = day - weekday(day) + 3;
  const year = dateOf({ day: thursday }).getUTCFullYear();
  return { year, week: Math.floor((thursday - Date.UTC(year, 0, 1) / dayLength) / 7) + 1 };
}

/** `extract()` and `date_part()` of what a date has. */
export function partOf(field: Value, value: Value): Value {
  if (!isMoment(value) || typeof field !== 'string') return unclear;
  const date = dateOf(value);
  const parts: Readonly<Record<string, number>> = {
    year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), quarter: Math.floor(date.getUTCMonth() / 3) + 1,
    dow: date.getUTCDay(), isodow: weekday(value.day) + 1, doy: value.day - Date.UTC(date.getUTCFullYear(), 0, 1) / dayLength + 1,
    week: isoWeek(value.day).week, isoyear: isoWeek(value.day).year,
  };
  const name = field.toLowerCase();
  if (Object.hasOwn(parts, name)) return parts[name] ?? unclear;
  return name === 'epoch' && value.time !== undefined ? (value.day * dayLength + value.time) / 1000 : unclear;
}

/** `to_char()` of a date with the patterns that names of partitions are made of; text in double quotes stays. */
export function toCharacters(value: Value, pattern: Value): Value {
  if (!isMoment(value) || typeof pattern !== 'string') return unclear;
  const date = dateOf(value);
  const { year, week } = isoWeek(value.day);
  const { time } = value;
  const clock = (size: number, count: number): string | undefined => (time === undefined ? undefined : twoDigits(Math.floor(time / size) % count));
  const written: Readonly<Record<string, string | undefined>> = {
    YYYY: String(date.getUTCFullYear()), YY: twoDigits(date.getUTCFullYear() % 100), MM: twoDigits(date.getUTCMonth() + 1), DD: twoDigits(date.getUTCDate()),
    IYYY: String(year), IW: twoDigits(week), Q: String(Math.floor(date.getUTCMonth() / 3) + 1),
    HH24: clock(3_600_000, 24), MI: clock(60_000, 60), SS: clock(1000, 60),
  };
  let known = true;
  const result = pattern.replaceAll(/"([^"]*)"|HH24|IYYY|YYYY|YY|MM|DD|IW|MI|SS|Q|[a-z]+/gi, (whole, quoted: string | undefined) => {
    if (quoted !== undefined) return quoted;
    const found = Object.hasOwn(written, whole.toUpperCase()) ? written[whole.toUpperCase()] : undefined;
    if (found === undefined) known = false;
    return found ?? '';
  });
  return known ? result : unclear;
}
