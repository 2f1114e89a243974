/**
 * The `sqlcoach.json` of the folder that holds answers to exercises. An exercise has its database to itself: nobody waits for
 * a lock there, so the rules that speak of waiting are switched off; all others coach as everywhere.
 */
export const exerciseConfiguration = {
  rules: {
    'adding-field-with-default': 'off',
    'adding-foreign-key-constraint': 'off',
    'adding-not-nullable-field': 'off',
    'ban-drop-column': 'off',
    'changing-column-type': 'off',
    'constraint-missing-not-valid': 'off',
    'require-concurrent-index-creation': 'off',
  },
} as const;
