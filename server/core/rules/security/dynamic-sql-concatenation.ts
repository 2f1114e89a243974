import type { CreateFunctionStmt, FunctionParameter } from '@pgsql/types';
import { injectedParameters, type Injection } from '../../sql/dynamic-sql';
import { formatName, quoteIdentifier } from '../../sql/names';
import { bodyOf, type RoutineBody } from '../../sql/routine-body';
import { readRoutine } from '../../sql/routines';
import { writtenType } from '../../sql/type-change';
import { defineRule, type FixDraft } from '../rule';
import doc from './dynamic-sql-concatenation.md';

export const dynamicSqlConcatenation = defineRule({
  id: 'dynamic-sql-concatenation',
  severity: 'warning',
  since: '0.1.0',
  fix: 'suggestion',
  peers: ['pgspot'],
  doc,
  messages: {
    injection: '{parameter} becomes part of the command as it is: whoever chooses its value can end the literal or name and run SQL of their own, with the rights of {rights}. Use format() with %I for a name and %L for a value, or pass the value with USING.',
  },
  visit: {
    CreateFunctionStmt(node, context) {
      const routine = readRoutine(node);
      if (routine?.language !== 'plpgsql' || context.direction === 'down') return;
      const parameters = textParameters(node);
      const body = parameters.length === 0 ? undefined : bodyOf(node, context.statement);
      if (body === undefined || !/\bexecute\b/i.test(body.text)) return;
      for (const injection of injectedParameters(body.text, parameters)) {
        context.report({
          span: { start: body.start + injection.span.start, end: body.start + injection.span.end },
          message: 'injection',
          data: {
            parameter: injection.parameter.startsWith('$') ? injection.parameter : quoteIdentifier(injection.parameter),
            rights: routine.definer === undefined ? 'the caller' : `the owner of ${formatName(routine.name)}`,
          },
          fixes: !injection.fixable || context.statement.placeholders.length > 0 ? [] : fixesOf(injection, body),
        });
      }
    },
  },
});

const characterTypes: ReadonlySet<string> = new Set(['text', 'varchar', 'bpchar', 'name', 'citext', 'json', 'jsonb', 'xml']);
const outputs: ReadonlySet<string> = new Set(['FUNC_PARAM_OUT', 'FUNC_PARAM_TABLE']);

/** Input parameters that can hold any text, by name and by `$1`. Numbers, dates, UUIDs and names of objects cannot. */
function textParameters({ parameters }: CreateFunctionStmt): readonly string[] {
  const inputs = (parameters ?? []).flatMap((parameter) => ('FunctionParameter' in parameter && !outputs.has(parameter.FunctionParameter.mode ?? '') ? [parameter.FunctionParameter] : []));
  return inputs.flatMap((parameter, index) => (isText(parameter) ? [`$${index + 1}`, ...(parameter.name === undefined ? [] : [parameter.name])] : []));
}

function isText({ argType }: FunctionParameter): boolean {
  const type = writtenType(argType);
  return type !== undefined && !type.array && (type.schema === undefined || type.name === 'citext') && characterTypes.has(type.name);
}

function fixesOf({ span, specifier }: Injection, { start, text }: RoutineBody): readonly FixDraft[] {
  const draft = (title: string, call: string, letter: string): FixDraft => ({
    title,
    kind: 'suggestion',
    edits: specifier === undefined
      ? [{ start: start + span.start, end: start + span.end, text: `${call}(${text.slice(span.start, span.end)})` }]
      : [{ start: start + specifier.end - 1, end: start + specifier.end, text: letter }],
  });
  return [draft('Quote it as a name', 'quote_ident', 'I'), draft('Quote it as a value', 'quote_literal', 'L')];
}
