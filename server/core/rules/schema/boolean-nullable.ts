import { quoteIdentifier } from '../../sql/names';
import { columnVisitors, enumerate, isBuiltIn, type NewColumn } from '../../sql/new-columns';
import { defineRule, type FixDraft } from '../rule';
import doc from './boolean-nullable.md';

export const booleanNullable = defineRule({
  id: 'boolean-nullable',
  severity: 'info',
  since: '0.1.0',
  fix: 'suggestion',
  peers: ['pgrubic'],
  optional: true,
  doc,
  messages: {
    threeStates: '{columns} can be true, false or null, and NOT null is null: WHERE NOT and WHERE … = false leave the nulls out. Make it NOT NULL with a default, or name the third state.',
  },
  visit: columnVisitors((columns, context) => {
    const found = columns.filter((column) => isBuiltIn(column, 'bool') && !column.type.array && !isRequired(column));
    const [first] = found;
    if (first === undefined) return;
    context.report({
      span: first.nameSpan,
      message: 'threeStates',
      data: { columns: enumerate(found.map(({ name }) => quoteIdentifier(name))) },
      fixes: fixOf(found),
    });
  }),
});

function isRequired({ name, constraints, tableConstraints }: NewColumn): boolean {
  if (constraints.some(({ contype }) => contype === 'CONSTR_NOTNULL' || contype === 'CONSTR_PRIMARY' || contype === 'CONSTR_NULL' || contype === 'CONSTR_GENERATED')) return true;
  return tableConstraints.some(({ node, columns }) => (node.contype === 'CONSTR_PRIMARY' || node.contype === 'CONSTR_NOTNULL') && columns.includes(name));
}

/** A column without a default would refuse the rows that a table has, and inserts that do not name it. */
function fixOf(columns: readonly NewColumn[]): readonly FixDraft[] {
  if (!columns.every(hasDefault)) return [];
  return [{ title: 'Make it NOT NULL', kind: 'suggestion', edits: columns.map(({ typeSpan: { end } }) => ({ start: end, end, text: ' NOT NULL' })) }];
}

function hasDefault({ constraints }: NewColumn): boolean {
  return constraints.some(({ contype, raw_expr: value }) => contype === 'CONSTR_DEFAULT' && value !== undefined && 'A_Const' in value && value.A_Const.boolval !== undefined);
}
