import type { Column, ColumnType, Constraint, Relation } from '../../catalog/model';
import { quoteIdentifier } from '../../sql/names';
import { defineRule, type FileContext } from '../rule';
import doc from './fk-type-mismatch.md';

type ForeignKey = Extract<Constraint, { kind: 'foreign' }>;

export const fkTypeMismatch = defineRule({
  id: 'fk-type-mismatch',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  peers: ['online_migrations', 'pg-index-health', 'active_record_doctor', 'Postgres Language Server'],
  doc,
  messages: {
    narrower:
      '{column} is {type}, but {target} that it refers to is {targetType}: rows with larger values there can never be referred to, and inserts fail on the day they come. Make {column} {targetType}.',
    differs:
      '{column} is {type}, but {target} that it refers to is {targetType}: every comparison of the two, in joins and when the key is tested, converts one of them, and their indexes do not always fit. Make {column} {targetType}.',
  },
  end(context) {
    for (const relation of context.changedRelations()) {
      for (const constraint of relation.constraints) {
        if (constraint.kind === 'foreign' && constraint.origin.file === context.file) check(context, relation, constraint);
      }
    }
  },
});

function check(context: FileContext, relation: Relation, { name, columns, references, referencedColumns, origin }: ForeignKey): void {
  const own = context.catalogAtEnd.relation(relation);
  const target = context.catalogAtEnd.relation(references);
  // Dropped or changed later.
  if (own === undefined || target === undefined || !own.constraints.some((constraint) => constraint.kind === 'foreign' && constraint.name === name)) return;
  for (const [index, column] of columns.entries()) {
    const from = own.columns.find((each) => each.name === column);
    const to = target.columns.find((each) => each.name === referencedColumns[index]);
    const message = from && to && mismatch(from, to);
    if (from === undefined || to === undefined || message === undefined) continue;
    // Where the column is made with the key, prefer-bigint-over-int says it at the type, with a fix.
    if (message === 'narrower' && from.origin.file === origin.file && from.origin.statement === origin.statement) continue;
    context.report(origin.statement, {
      span: origin.span,
      message,
      data: { column: quoteIdentifier(column), type: shown(from.type), target: `${context.display(references)}.${quoteIdentifier(to.name)}`, targetType: shown(to.type) },
    });
  }
}

const integers: readonly string[] = ['int2', 'int4', 'int8'];
const texts: readonly string[] = ['text', 'varchar'];
/** Types of different families PostgreSQL does not compare, so it refuses the key. */
const families: readonly ReadonlySet<string>[] = [
  new Set([...integers, 'numeric', 'float4', 'float8']), new Set([...texts, 'bpchar', 'name']), new Set(['date', 'timestamp', 'timestamptz']),
];

/** undefined where they fit, a wider column for a narrower key among them, and for types that are not known here. */
function mismatch({ type: from }: Column, { type: to }: Column): 'narrower' | 'differs' | undefined {
  if (from.schema !== undefined || to.schema !== undefined || from.array || to.array || from.name === to.name) return undefined;
  if (!families.some((family) => family.has(from.name) && family.has(to.name))) return undefined;
  if (texts.includes(from.name) && texts.includes(to.name)) return undefined;
  if (integers.includes(from.name) && integers.includes(to.name)) return integers.indexOf(from.name) < integers.indexOf(to.name) ? 'narrower' : undefined;
  return 'differs';
}

const spelled: Readonly<Record<string, string>> = { int2: 'smallint', int4: 'integer', int8: 'bigint', bpchar: 'char', float4: 'real', float8: 'double precision' };

function shown({ name }: ColumnType): string {
  return spelled[name] ?? name;
}
