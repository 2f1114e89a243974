import type { Relation } from './model';

/** What a relation has at first: nothing. */
export const noParts: Pick<Relation, 'constraints' | 'indexes' | 'parents' | 'reads' | 'unlogged' | 'triggers' | 'rules' | 'policies' | 'rowSecurity' | 'statistics' | 'query'> = {
  constraints: [], indexes: [], parents: [], reads: [], unlogged: false, triggers: [], rules: [], policies: [], rowSecurity: { enabled: false, forced: false }, statistics: [], query: undefined,
};
