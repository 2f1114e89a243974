/** What the embedded PostgreSQL is started for. */
export type Profile = 'plans' | 'lessons';

/**
 * Settings of each profile. One data folder serves both, so that the package carries it once.
 * Lessons compare write-ahead log, so pages are never logged whole (an image after a checkpoint would drown the cost of a statement), and park
 * transactions by `PREPARE TRANSACTION` to hold locks that another one meets.
 */
export const profiles: Readonly<Record<Profile, readonly string[]>> = {
  plans: [],
  lessons: ['max_prepared_transactions=10', 'full_page_writes=off', 'TimeZone=UTC', 'jit=off', 'autovacuum=off', 'track_functions=all', 'checkpoint_timeout=1d'],
};
