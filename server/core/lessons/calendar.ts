/** Days as the learner's calendar has them. */
export interface Calendar {
  /** As `2026-11-21`. */
  readonly today: string;
  /** The day, in the same form, on which an ISO time lies. */
  dayOf(at: string): string;
}

const length = 86_400_000;

/** Days since 1970-01-01 of a day such as `2026-11-21`. */
export function dayNumber(name: string): number {
  return Math.floor(Date.parse(`${name}T00:00:00Z`) / length);
}

export function dayName(day: number): string {
  return new Date(day * length).toISOString().slice(0, 10);
}

/** Midnight of the day in UTC. */
export function dayDate(day: number): Date {
  return new Date(day * length);
}

/** The Monday of the week in which a day lies. 1970-01-01 was a Thursday. */
export function mondayOf(day: number): number {
  return day - ((((day + 3) % 7) + 7) % 7);
}
