import type { ProgressEvent } from './progress-event';

export interface Calibration {
  /** How often the learner said so, and was right then. */
  readonly sure: Said;
  readonly unsure: Said;
}

export interface Said {
  readonly answers: number;
  readonly right: number;
}

/** What became of answers before which the learner said whether they were sure. First tries only: later ones have seen the reasons. */
export function readCalibration(events: readonly ProgressEvent[]): Calibration {
  const seen = new Set<string>();
  const counts = { sure: { answers: 0, right: 0 }, unsure: { answers: 0, right: 0 } };
  for (const event of events) {
    if ((event.type !== 'answered' && event.type !== 'reviewed') || event.evidence.sure === undefined || event.attempts > 1 || seen.has(event.id)) continue;
    seen.add(event.id);
    const count = counts[event.evidence.sure ? 'sure' : 'unsure'];
    count.answers += 1;
    if (event.evidence.correct) count.right += 1;
  }
  return counts;
}
