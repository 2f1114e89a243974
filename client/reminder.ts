import type { WeeklyGoal } from '../server/core/lessons/weekly-goal';

/** What a reminder says, for learners who asked for reminders; undefined where there is nothing to say. Never more than once a day. */
export function reminderOf({ goal, days, met, paused }: WeeklyGoal, today: string, lastShown: string | undefined): string | undefined {
  if (met || paused || lastShown === today || days.includes(today)) return undefined;
  const done = days.length === 0 ? `Your goal for this week: ${goal} days.` : `${days.length} of ${goal} days of this week.`;
  return `${done} The next step is in “Today”.`;
}
