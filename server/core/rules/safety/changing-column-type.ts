import type { ColumnDef } from '@pgsql/types';
import type { CatalogView, Column, QualifiedName, Relation } from '../../catalog/model';
import { alterCommands, type AlterCommand } from '../../sql/alter-command';
import { columnsIn } from '../../sql/column-mentions';
import { formatName, quoteIdentifier } from '../../sql/names';
import { keepsIndexes, typeChangeCost, writtenType, type TypeChange } from '../../sql/type-change';
import type { Span } from '../../text/span';
import { defineRule, type RuleContext } from '../rule';
import doc from './changing-column-type.md';

export const changingColumnType = defineRule({
  id: 'changing-column-type',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  alike: {
    squawk: 'changing-column-type', postgresLanguageServer: 'changingColumnType', strongMigrations: 'change_column', eugene: 'E5',
  },
  peers: [
    'Squawk', 'Postgres Language Server', 'eugene', 'strong_migrations', 'online_migrations', 'pgfence', 'MigrationPilot',
    'pgsafe', 'pgrubic', 'Atlas', 'Bytebase', 'diesel-guard',
  ],
  doc,
  messages: {
    rewrites:
      'Changing the type of {column} takes ACCESS EXCLUSIVE on {table}, which blocks reads and writes, and keeps it while the table and all its indexes are written anew. Add a new column of the new type, fill it in batches while a trigger keeps it in step, then switch.',
    rejected:
      'PostgreSQL has no automatic conversion for this change of {column} and asks for USING. With USING, it takes ACCESS EXCLUSIVE on {table}, which blocks reads and writes, and writes the table and all its indexes anew. Add a new column of the new type, fill it in batches while a trigger keeps it in step, then switch.',
    scansCheck:
      'Changing the type of {column} writes no row anew, but takes ACCESS EXCLUSIVE on {table}, which blocks reads and writes, and keeps it while the whole table is read to test the CHECK {constraint} again. Drop the CHECK first and add it NOT VALID again afterwards, to be validated in a later transaction.',
    rebuildsIndex:
      'Changing {column} in this way writes no row anew, but takes ACCESS EXCLUSIVE on {table}, which blocks reads and writes, and keeps it while the index {index} is built anew. Build its replacement with CONCURRENTLY on an expression or a new column instead, or drop it before and build it again with CONCURRENTLY afterwards.',
    locksOther:
      'Changing the type of {column} writes no row anew, but its foreign key makes it take ACCESS EXCLUSIVE on {table} and on {other}, which blocks reads and writes of both. It keeps them only as long as the transaction lasts; set a lock_timeout, so that it does not make everybody wait while it queues.',
    unknown:
      'What this costs depends on the present type of {column}, which no known migration tells. If the stored values change, it takes ACCESS EXCLUSIVE on {table}, which blocks reads and writes, and keeps it while the table and all its indexes are written anew.',
    unknownConversion:
      'Whether {column} keeps its stored values when it goes from {from} to {to} is not known here. If they change, it takes ACCESS EXCLUSIVE on {table}, which blocks reads and writes, and keeps it while the table and all its indexes are written anew.',
    timeZone:
      'This change of {column} keeps the stored values only while the TimeZone of the session is UTC. In every other zone it takes ACCESS EXCLUSIVE on {table}, which blocks reads and writes, and keeps it while the table and all its indexes are written anew. SET TimeZone = \'UTC\' first, if the values are meant in UTC.',
  },
  visit: {
    AlterTableStmt(node, context) {
      for (const alter of alterCommands(node, context)) {
        const { subtype, def, name } = alter.command;
        if (subtype === 'AT_AlterColumnType' && name !== undefined && def !== undefined && 'ColumnDef' in def) report(alter, name, def.ColumnDef, context);
      }
    },
  },
});

function report(alter: AlterCommand, name: string, def: ColumnDef, context: RuleContext): void {
  const column = alter.relation?.columns.find((each) => each.name === name);
  const to = writtenType(def.typeName);
  if (to === undefined) return;
  const change: TypeChange = { column: name, from: column?.type, to, using: def.raw_default, timeZone: context.catalog.setting('timezone'), types: context.catalog };
  const cost = typeChangeCost(change);
  const data = { table: context.display(alter.table), column: quoteIdentifier(name) };
  const { span } = alter;
  if (cost === 'rewrite') return context.report({ span, message: 'rewrites', data });
  if (cost === 'rejected') return context.report({ span, message: 'rejected', data });
  if (cost === 'unknown') return reportUnknown(change, { span, data, context });
  reportRest(alter, { change, column, collation: collationOf(def) }, { span, data, context });
}

interface Place {
  readonly span: Span;
  readonly data: Readonly<Record<string, string>>;
  readonly context: RuleContext;
}

function reportUnknown({ from, to }: TypeChange, { span, data, context }: Place): void {
  const times = [from?.name, to.name].every((name) => name === 'timestamp' || name === 'timestamptz');
  const message = from === undefined || from.name === 'unknown' ? 'unknown' : times ? 'timeZone' : 'unknownConversion';
  context.report({ span, message, data: { ...data, from: formatName(from ?? to), to: formatName(to) }, severity: 'warning' });
}

interface FreeChange {
  readonly change: TypeChange;
  readonly column: Column | undefined;
  readonly collation: string | undefined;
}

/** What a change costs that leaves the rows as they are. */
function reportRest({ relation }: AlterCommand, { change, column, collation }: FreeChange, at: Place): void {
  const check = relation?.constraints.find((constraint) => constraint.kind === 'check' && constraint.validated && columnsIn(constraint.expression).includes(change.column));
  if (check !== undefined) {
    at.context.report({ span: at.span, message: 'scansCheck', data: { ...at.data, constraint: quoteIdentifier(check.name) }, severity: 'warning' });
  }
  const kept = keepsIndexes(change) && collation === column?.collation;
  const index = relation?.indexes.find((each) => columnsIn(each.where).includes(change.column) || (!kept && each.columns.includes(change.column)));
  if (index !== undefined) {
    at.context.report({ span: at.span, message: 'rebuildsIndex', data: { ...at.data, index: quoteIdentifier(index.name) }, severity: 'warning' });
  }
  const others = relation === undefined ? [] : otherTables(relation, change.column, at.context.catalog);
  if (others.length > 0) {
    at.context.report({ span: at.span, message: 'locksOther', data: { ...at.data, other: others.map((other) => at.context.display(other)).join(', ') }, severity: 'info' });
  }
}

/** Tables at the other end of foreign keys that the column takes part in. */
function otherTables(relation: Relation, column: string, catalog: CatalogView): readonly QualifiedName[] {
  const isOwn = (name: QualifiedName) => name.schema === relation.schema && name.name === relation.name;
  const referenced = relation.constraints.flatMap((constraint) => (constraint.kind === 'foreign' && constraint.columns.includes(column) ? [constraint.references] : []));
  const referencing = catalog.dependents(relation).filter((other) =>
    other.constraints.some((constraint) => constraint.kind === 'foreign' && isOwn(constraint.references) && constraint.referencedColumns.includes(column)));
  return [...referenced, ...referencing].filter((name) => !isOwn(name));
}

function collationOf(def: ColumnDef): string | undefined {
  const name = def.collClause?.collname?.at(-1);
  return name !== undefined && 'String' in name ? name.String.sval : undefined;
}
