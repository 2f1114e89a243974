/**
 * The `sqlcoach.json` of the folder that holds answers to exercises. An exercise has its database to itself: nobody waits for
 * a lock there, so the rules that speak of waiting are switched off; all others coach as everywhere.
 */
export const exerciseConfiguration = {
  rules: { 'safety/*': 'off' },
} as const;
