import type { DefElem, Node } from '@pgsql/types';
import { allAlterCommands } from '../../sql/alter-command';
import { tableHead } from '../../sql/foreign-keys';
import { referenceOf } from '../../sql/names';
import type { QualifiedName } from '../../catalog/model';
import type { Span } from '../../text/span';
import { defineRule, type RuleContext } from '../rule';
import doc from './autovacuum-disabled.md';

interface Step {
  readonly key: string;
  readonly name: QualifiedName;
  readonly off: boolean;
  readonly table: string;
  readonly message: 'altered' | 'created';
  readonly span: Span;
}

export const autovacuumDisabled = defineRule({
  id: 'autovacuum-disabled',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  peers: ['MigrationPilot'],
  doc,
  messages: {
    altered:
      'This switches autovacuum off for {table}, and nothing in this file switches it on again: dead rows pile up, statistics grow old, and in the end a vacuum against transaction wraparound comes at a time of its own. Switch it on again when the work is done; the lock, SHARE UPDATE EXCLUSIVE, blocks no reads and writes.',
    created:
      '{table} is made with autovacuum off, and nothing in this file switches it on: dead rows will pile up, statistics will be missing, and in the end a vacuum against transaction wraparound comes at a time of its own. Switch it on when the table is filled.',
  },
  visit: {
    CreateStmt(node, context) {
      const { relation } = node;
      if (relation !== undefined && relation.relpersistence !== 't') noteOptions(node.options ?? [], { reference: referenceOf(relation), message: 'created', span: undefined }, context);
    },
    AlterTableStmt(node, context) {
      for (const { command: { subtype, def }, table, relation, span } of allAlterCommands(node, context)) {
        if ((subtype !== 'AT_SetRelOptions' && subtype !== 'AT_ResetRelOptions') || def === undefined || !('List' in def) || relation?.temporary === true) continue;
        noteOptions(def.List.items ?? [], { reference: table, message: 'altered', span, reset: subtype === 'AT_ResetRelOptions' }, context);
      }
    },
  },
  end(context) {
    const steps = context.notes().map(({ number, direction, value }) => ({ number, direction, step: value as Step }));
    for (const [index, { number, direction, step }] of steps.entries()) {
      const undone = steps.slice(index + 1).some((later) => later.direction === direction && later.step.key === step.key);
      // Dropped again, with what it would have cost.
      if (step.off && !undone && context.catalogAfter.relation(step.name) !== undefined) context.report(number, { span: step.span, message: step.message, data: { table: step.table } });
    }
  },
});

interface Where extends Pick<Step, 'message'> {
  /** undefined: what stands before the name of the table. */
  readonly span: Span | undefined;
  readonly reference: ReturnType<typeof referenceOf>;
  readonly reset?: boolean;
}

function noteOptions(options: readonly Node[], { reference, message, span, reset = false }: Where, context: RuleContext): void {
  for (const option of options) {
    if (!('DefElem' in option) || option.DefElem.defname !== 'autovacuum_enabled') continue;
    const { schema, name } = context.catalog.resolve(reference);
    const step: Step = { name: { schema, name }, key: `${schema}\u0000${name}\u0000${option.DefElem.defnamespace ?? ''}`, off: !reset && isOff(option.DefElem), table: context.display(reference), message, span: span ?? tableHead(context) };
    context.note(step);
  }
}

/** As `parse_bool` reads it: `off` may be cut to two letters, the others to one. */
function isOff({ arg }: DefElem): boolean {
  if (arg === undefined) return false;
  if ('Integer' in arg) return (arg.Integer.ival ?? 0) === 0;
  if ('Boolean' in arg) return arg.Boolean.boolval !== true;
  const last = 'TypeName' in arg ? arg.TypeName.names?.at(-1) : arg;
  const word = last !== undefined && 'String' in last ? (last.String.sval ?? '').toLowerCase() : '';
  return word === '0' || word === 'of' || word === 'off' || (word !== '' && ('false'.startsWith(word) || 'no'.startsWith(word)));
}
