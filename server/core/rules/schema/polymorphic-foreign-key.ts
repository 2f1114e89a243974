import type { Column, Relation } from '../../catalog/model';
import { quoteIdentifier } from '../../sql/names';
import { defineRule, type FileContext } from '../rule';
import doc from './polymorphic-foreign-key.md';

export const polymorphicForeignKey = defineRule({
  id: 'polymorphic-foreign-key',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  doc,
  messages: {
    unchecked: '{type} says which table {id} refers to, so no foreign key can check it: rows stay behind when what they belong to is deleted, and every join needs one branch for each table. Use one nullable foreign key for each table, with a CHECK that exactly one is set.',
  },
  end(context) {
    for (const relation of context.changedRelations()) {
      if ((relation.kind !== 'table' && relation.kind !== 'partitioned') || relation.temporary) continue;
      for (const id of relation.columns) {
        if (id.origin.file !== context.file || !isReference(id)) continue;
        const type = relation.columns.find(({ name }) => name === typeNameOf(id.name));
        if (type !== undefined && textTypes.has(type.type.name) && isStill(relation, id, context)) report(relation, { id, type }, context);
      }
    }
  },
});

const textTypes: ReadonlySet<string> = new Set(['text', 'varchar', 'bpchar', 'citext']);
const keyTypes: ReadonlySet<string> = new Set(['int4', 'int8', 'uuid']);
/** The ends of `commentable`, `taggable` and of other names for "whatever it is". An `event_type` beside an `event_id` is something else. */
const anything = /(?:[a-z](?:able)|^object|^entity|^subject|^target|^owner|^resource|^parent|^reference|^related|^record|^actor|_object|_entity|_subject|_target|_owner|_resource)(?:_id|Id)$/;

function isReference({ name, type }: Column): boolean {
  return type.schema === undefined && !type.array && keyTypes.has(type.name) && anything.test(name);
}

function typeNameOf(name: string): string {
  return name.endsWith('Id') ? `${name.slice(0, -2)}Type` : `${name.slice(0, -3)}_type`;
}

/** At the end of the known migrations neither the column is gone nor a foreign key there. */
function isStill(relation: Relation, { name }: Column, context: FileContext): boolean {
  const atEnd = context.catalogAtEnd.relation(relation);
  if (atEnd === undefined || !atEnd.columns.some((column) => column.name === name)) return false;
  return !atEnd.constraints.some((constraint) => (constraint.kind === 'foreign' && constraint.columns.includes(name)) || (constraint.kind === 'primary' && constraint.columns.length === 1 && constraint.columns[0] === name));
}

function report(relation: Relation, { id, type }: { readonly id: Column; readonly type: Column }, context: FileContext): void {
  context.report(id.origin.statement, {
    span: id.origin.span,
    message: 'unchecked',
    data: { type: quoteIdentifier(type.name), id: quoteIdentifier(id.name), table: context.display(relation) },
  });
}
