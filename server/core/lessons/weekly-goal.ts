import { dayName, dayNumber, mondayOf } from './calendar';
import type { Calendar } from './calendar';
import { inOrder } from './progress-event';
import type { ProgressEvent } from './progress-event';
import { isPractice } from './progress';

export interface WeeklyGoal {
  /** Days a week, from 2 to 6. */
  readonly goal: number;
  /** Days of this week with practice, as `2026-11-21`. */
  readonly days: readonly string[];
  readonly met: boolean;
  /** Weeks in which the goal was met, this one included once it is. */
  readonly weeksMet: number;
  /** Of them, those that follow one another; bridged and paused weeks in between neither count nor break it. */
  readonly inARow: number;
  /** Missed weeks that this year can still bridge. */
  readonly bridgesLeft: number;
  readonly paused: boolean;
}

const bridgesEachYear = 2;
/** The goal of who never chose one. */
const usualGoal = 4;

/** The goal and how it went, by weeks that begin on Monday. `goal`: today's; events of type `goal` say what it was in earlier weeks. */
export function readWeeklyGoal(events: readonly ProgressEvent[], goal: number, calendar: Calendar): WeeklyGoal {
  const ordered = inOrder(events);
  const thisWeek = mondayOf(dayNumber(calendar.today));
  const days = new Set(ordered.filter(isPractice).map(({ time }) => calendar.dayOf(time)));
  const pauses = readPauses(ordered, calendar);
  const first = Math.min(thisWeek, ...[...days].map((day) => mondayOf(dayNumber(day))));
  let weeksMet = 0;
  let inARow = 0;
  const bridged = new Map<string, number>();
  const daysOf = (monday: number) => Array.from({ length: 7 }, (_, index) => dayName(monday + index)).filter((day) => days.has(day));
  for (let monday = first; monday <= thisWeek; monday += 7) {
    const asked = monday === thisWeek ? goal : goalOf(ordered, monday + 6, calendar) ?? goal;
    const year = dayName(monday).slice(0, 4);
    const used = bridged.get(year) ?? 0;
    if (daysOf(monday).length >= asked) {
      weeksMet += 1;
      inARow += 1;
    } else if (monday !== thisWeek && inARow > 0 && !pauses.some(({ from, to }) => from <= monday + 6 && monday <= to)) {
      if (used < bridgesEachYear) bridged.set(year, used + 1);
      else inARow = 0;
    }
  }
  const now = daysOf(thisWeek).filter((day) => day <= calendar.today);
  return {
    goal, days: now, met: now.length >= goal, weeksMet, inARow,
    bridgesLeft: bridgesEachYear - (bridged.get(calendar.today.slice(0, 4)) ?? 0), paused: pauses.some(({ to }) => to === Infinity),
  };
}

/** The goal that held on a day; undefined where it was never changed. */
function goalOf(ordered: readonly ProgressEvent[], day: number, { dayOf }: Calendar): number | undefined {
  const goals = ordered.flatMap((event) => (event.type === 'goal' ? [{ from: dayNumber(dayOf(event.time)), days: event.evidence.days }] : []));
  return goals.length === 0 ? undefined : goals.findLast(({ from }) => from <= day)?.days ?? usualGoal;
}

function readPauses(ordered: readonly ProgressEvent[], { dayOf }: Calendar): readonly { readonly from: number; readonly to: number }[] {
  const pauses: { from: number; to: number }[] = [];
  let from: number | undefined;
  for (const { type, time } of ordered) {
    if (type === 'paused') from ??= dayNumber(dayOf(time));
    if (type !== 'resumed' || from === undefined) continue;
    pauses.push({ from, to: dayNumber(dayOf(time)) });
    from = undefined;
  }
  return from === undefined ? pauses : [...pauses, { from, to: Infinity }];
}
