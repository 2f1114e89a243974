import type { Ancestor, FileContext, HistoryNames, NodeTag, RuleContext, Visitors } from '../rules/rule';
import type { Span } from '../text/span';
import { tokensOf } from './find';

/** What stands for a file: its first statement. */
export interface FirstNote {
  /** The first word. */
  readonly first: Span;
}

const tags: readonly NodeTag[] = [
  'CreateStmt', 'AlterTableStmt', 'IndexStmt', 'DropStmt', 'ViewStmt', 'CreateTableAsStmt', 'CreateFunctionStmt', 'CreateTrigStmt', 'CreateSchemaStmt', 'CreateExtensionStmt',
  'CreateEnumStmt', 'AlterEnumStmt', 'CompositeTypeStmt', 'CreateDomainStmt', 'CreateSeqStmt', 'AlterSeqStmt', 'RenameStmt', 'CommentStmt', 'GrantStmt', 'CreatePolicyStmt',
  'RuleStmt', 'DoStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt', 'SelectStmt', 'TruncateStmt', 'VariableSetStmt', 'TransactionStmt', 'RefreshMatViewStmt',
];

function note(_: object, context: RuleContext, ancestors: readonly Ancestor[]): void {
  if (ancestors.length > 0 || !context.migration) return;
  const [first] = tokensOf(context.statement).list;
  context.note({ first: { start: first?.start ?? 0, end: first?.end ?? context.statement.text.length } } satisfies FirstNote);
}

/** For rules about a file: they find the first statement among their notes. */
export const noteStatements: Visitors = Object.fromEntries(tags.map((tag) => [tag, note]));

/** The files of the history that are run on the way up, in order. */
export function upFiles({ history }: FileContext): HistoryNames['files'] {
  if (history === undefined) return [];
  const known = ups.get(history.files) ?? history.files.filter(({ up }) => up);
  ups.set(history.files, known);
  return known;
}

/** All files of a history ask for the same. */
const ups = new WeakMap<HistoryNames['files'], HistoryNames['files']>();
