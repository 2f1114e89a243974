/**
 * The first release that does something, where an older one between 13 and 18 does it in another way. Measured: test/database/effects.test.ts
 * runs every row on all six. What a release's grammar does not know (`SET ACCESS METHOD` before 15, `NOT ENFORCED` before 18, …) is told as the first
 * release that knows it does it: the older one refuses the statement.
 */
export const firstReleases = {
  /** DETACH PARTITION locks the partition ACCESS EXCLUSIVE; before SHARE UPDATE EXCLUSIVE. */
  'locks a detached partition exclusively': 14,
  /** TRUNCATE of one partition leaves the parent alone; before, a session that has not seen the partition yet reads the parent's definition. */
  'truncates a partition without its parent': 14,
  /** A new partition of a table that foreign keys refer to locks the referring tables SHARE ROW EXCLUSIVE; before ACCESS SHARE. */
  'adds triggers to what refers to a new partition': 15,
  /** Renaming a trigger of a partitioned table renames those of its partitions. */
  'renames triggers of partitions': 15,
  /** A foreign key to a partitioned table that goes locks the whole tree; before the leaves, and the root where the key alone is dropped. */
  'locks the tree that a dropped key refers to': 15,
  /** Identity columns of a partitioned table are those of its partitions too. */
  'has identity columns in partitions': 17,
  /** A primary or unique key of a partitioned table locks its partitions as ALTER TABLE does; before as CREATE INDEX does. */
  'locks partitions for a key exclusively': 18,
  /** A primary, unique or exclusion constraint of a table with children locks them; before the primary key alone, whose columns become NOT NULL there too. */
  'locks children for a key': 18,
  /** NOT NULL is a constraint with a name, `table_column_not_null` unless it was given one. */
  'names NOT NULL': 18,
  /** CHECK … NO INHERIT locks children all the same. */
  'locks children for a check of the parent alone': 18,
  /** GRANT and REVOKE lock the relations that they name while they look them up. */
  'locks what it grants': 18,
  /** ANALYZE of a table with children analyzes them too; before it only read a sample of them. */
  'analyzes children': 18,
  /** GENERATED ALWAYS AS (…) without STORED or VIRTUAL is allowed, and virtual. */
  'has virtual columns': 18,
} as const;

export type Behaviour = keyof typeof firstReleases;

export function does(pgVersion: number, behaviour: Behaviour): boolean {
  return pgVersion >= firstReleases[behaviour];
}
