import type { Ancestor, FileContext, HistoryNames, NodeTag, RuleContext, Visitors } from '../rules/rule';
import type { Span } from '../text/span';
import { tokensOf } from './find';

const tags: readonly NodeTag[] = [
  'CreateStmt', 'AlterTableStmt', 'IndexStmt', 'DropStmt', 'ViewStmt', 'CreateTableAsStmt', 'CreateFunctionStmt', 'CreateTrigStmt', 'CreateSchemaStmt', 'CreateExtensionStmt',
  'CreateEnumStmt', 'AlterEnumStmt', 'CompositeTypeStmt', 'CreateDomainStmt', 'CreateSeqStmt', 'AlterSeqStmt', 'RenameStmt', 'CommentStmt', 'GrantStmt', 'CreatePolicyStmt',
  'RuleStmt', 'DoStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt', 'SelectStmt', 'TruncateStmt', 'VariableSetStmt', 'TransactionStmt', 'RefreshMatViewStmt',
];

/** That there is a statement. */
const statement = {};

function note(_: object, context: RuleContext, ancestors: readonly Ancestor[]): void {
  if (ancestors.length === 0 && context.migration) context.note(statement);
}

/** For rules about a file: they find the first statement among their notes. */
export const noteStatements: Visitors = Object.fromEntries(tags.map((tag) => [tag, note]));

/** The first word of a statement, which stands for its file. */
export function firstWord(context: FileContext, number: number): Span {
  const own = context.statement(number);
  const [first] = own === undefined ? [] : tokensOf(own).list;
  return { start: first?.start ?? 0, end: first?.end ?? own?.text.length ?? 0 };
}

/** The files of the history that are run on the way up, in order. */
export function upFiles({ history }: FileContext): HistoryNames['files'] {
  if (history === undefined) return [];
  const known = ups.get(history.files) ?? history.files.filter(({ up }) => up);
  ups.set(history.files, known);
  return known;
}

/** All files of a history ask for the same. */
const ups = new WeakMap<HistoryNames['files'], HistoryNames['files']>();
