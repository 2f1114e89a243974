import type { Relation } from './model';

type Parts = 'constraints' | 'indexes' | 'parents' | 'reads' | 'unlogged' | 'triggers' | 'rules' | 'policies' | 'rowSecurity' | 'statistics' | 'query';

/** What a relation has at first: nothing. */
export const noParts: Pick<Relation, Parts> = {
  constraints: [], indexes: [], parents: [], reads: [], unlogged: false, triggers: [], rules: [], policies: [], rowSecurity: { enabled: false, forced: false }, statistics: [], query: undefined,
};

/** A relation with these parts and nothing else. Written out, because it is made often and copies of objects into others take their time. */
export function newRelation(given: Omit<Relation, Parts> & Partial<Pick<Relation, 'parents' | 'unlogged'>>): Relation {
  const { constraints, indexes, reads, triggers, rules, policies, rowSecurity, statistics, query } = noParts;
  const { schema, name, kind, columns, columnsKnown, parents = noParts.parents, temporary, unlogged = noParts.unlogged, filled, origin } = given;
  const relation: Relation = {
    schema, name, kind, columns, columnsKnown, constraints, indexes, parents, reads, temporary, unlogged, triggers, rules, policies, rowSecurity, statistics, query, filled, origin,
  };
  const { ownedBy, partitionKey, defaultPartition, assumed } = given;
  if (ownedBy === undefined && partitionKey === undefined && defaultPartition === undefined && assumed === undefined) return relation;
  return {
    ...relation,
    ...(ownedBy && { ownedBy }), ...(partitionKey && { partitionKey }), ...(defaultPartition && { defaultPartition }), ...(assumed && { assumed }),
  };
}
