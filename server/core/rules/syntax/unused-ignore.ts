import { defineRule } from '../rule';
import doc from './unused-ignore.md';

export const unusedIgnore = defineRule({
  id: 'unused-ignore',
  severity: 'warning',
  since: '0.1.0',
  fix: 'safe',
  unnecessary: true,
  peers: ['Squawk', 'Postgres Language Server'],
  doc,
  messages: {
    unused: 'This comment ignores {rule}, which finds nothing here.',
    unknown: 'There is no rule called {rule}.',
    misspelt: 'There is no rule called {rule}. Is {near} meant?',
  },
});
