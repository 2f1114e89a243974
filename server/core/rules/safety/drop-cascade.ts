import type { DropStmt } from '@pgsql/types';
import { referenceOfObject } from '../../catalog/ddl/rename';
import type { QualifiedName, Relation } from '../../catalog/model';
import { enumerate } from '../../effects/locks-in-words';
import { alterCommands } from '../../sql/alter-command';
import { indexAt, tokensOf, wordAt } from '../../sql/find';
import type { Span } from '../../text/span';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './drop-cascade.md';

/** Schemas belong to another rule; of an extension or a language it is what the file asks for. */
const left: ReadonlySet<string> = new Set(['OBJECT_SCHEMA', 'OBJECT_EXTENSION', 'OBJECT_LANGUAGE', 'OBJECT_INDEX', 'OBJECT_TRIGGER', 'OBJECT_RULE', 'OBJECT_POLICY']);

export const dropCascade = defineRule({
  id: 'drop-cascade',
  severity: 'warning',
  since: '0.1.0',
  fix: 'suggestion',
  peers: ['pgrubic', 'MigrationPilot', 'pgfence', 'Bytebase'],
  doc,
  messages: {
    unknown: 'CASCADE drops whatever depends on {objects} without naming it: views, foreign keys, columns, defaults. Leave it out, let PostgreSQL name what is in the way, and drop that by its name.',
    known: 'CASCADE also drops {dependants} without naming it, and takes an ACCESS EXCLUSIVE lock on each table that loses something. Drop them by name, in statements of their own, before {objects}.',
    nothing: 'Nothing that depends on {objects} is known here, so CASCADE does nothing except for what somebody has added since, and that it drops unseen. Leave it out.',
  },
  visit: {
    DropStmt(node, context) {
      if (node.behavior !== 'DROP_CASCADE' || left.has(node.removeType ?? '') || context.direction === 'down') return;
      const objects = (node.objects ?? []).flatMap((object) => referenceOfObject(object) ?? []);
      if (objects.every((name) => name.schema === 'pg_temp' || context.isNew(name))) return;
      report(objects.map((name) => context.display(name)), dependantsOfAll(node, context), context, lastWord(context));
    },
    AlterTableStmt(node, context) {
      if (context.direction === 'down') return;
      for (const { command, span } of alterCommands(node, context)) {
        if (command.behavior !== 'DROP_CASCADE' || command.name === undefined || (command.subtype !== 'AT_DropColumn' && command.subtype !== 'AT_DropConstraint')) continue;
        report([`${command.subtype === 'AT_DropColumn' ? 'the column' : 'the constraint'} ${command.name}`], undefined, context, lastWord(context, span.end));
      }
    },
  },
});

/** undefined: nothing is known about what may depend on it. */
type Dependants = readonly string[] | undefined;

function report(objects: readonly string[], dependants: Dependants, context: RuleContext, keyword: Span | undefined): void {
  const message = dependants === undefined ? 'unknown' : dependants.length === 0 ? 'nothing' : 'known';
  context.report({
    span: keyword ?? { start: 0, end: context.statement.text.length },
    message,
    data: { objects: enumerate(objects, 3), dependants: enumerate(dependants ?? [], 5) },
    fixes: message === 'known' || keyword === undefined ? [] : leaveOut(keyword, context),
    ...(message === 'nothing' ? { severity: 'info' as const } : {}),
  });
}

/** CASCADE where it stands last before `end`. */
function lastWord(context: RuleContext, end = context.statement.text.length): Span | undefined {
  const tokens = tokensOf(context.statement);
  const index = indexAt(tokens, end - 1);
  return wordAt(tokens, index) === 'cascade' ? tokens.list[index] : undefined;
}

function leaveOut(keyword: Span, context: RuleContext): readonly FixDraft[] {
  const before = tokensOf(context.statement).list.findLast((token) => token.end <= keyword.start);
  return [{ title: 'Leave out CASCADE', kind: 'suggestion', edits: [{ start: before?.end ?? keyword.start, end: keyword.end, text: '' }] }];
}

/** Of tables and views that the history made: views over them and foreign keys to them, those of the same statement left out. */
function dependantsOfAll(node: DropStmt, context: RuleContext): Dependants {
  const relations = (node.objects ?? []).map((object) => {
    const name = referenceOfObject(object);
    return name === undefined || !['OBJECT_TABLE', 'OBJECT_VIEW', 'OBJECT_MATVIEW'].includes(node.removeType ?? '') ? undefined : context.relation(name);
  });
  const known = relations.filter((relation): relation is Relation => relation !== undefined && relation.assumed !== true);
  if (known.length < relations.length) return undefined;
  const names: string[] = [];
  for (const other of context.catalog.relations()) {
    if (known.some((relation) => isSame(relation, other))) continue;
    const hits = (name: QualifiedName) => known.some((relation) => isSame(relation, name));
    if (other.reads.some(hits)) names.push(`the view ${context.display(other)}`);
    // Partitions and children go along with their parent and have its foreign keys.
    else if (other.parents.some(hits)) names.push(`the table ${context.display(other)}`);
    for (const constraint of other.constraints) {
      if (constraint.kind === 'foreign' && hits(constraint.references)) names.push(`the foreign key ${constraint.name} of ${context.display(other)}`);
    }
  }
  return names;
}

function isSame(one: QualifiedName, other: QualifiedName): boolean {
  return one.schema === other.schema && one.name === other.name;
}
