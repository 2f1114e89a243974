import { LSPErrorCodes, ResponseError, type Connection } from 'vscode-languageserver';
import type { Coach } from '../core/coach';
import type { Cancel, ExpectedTokens, Files, Log } from '../core/host';
import { findIgnores } from '../core/rules/suppress';
import type { Checked, Checks } from './checks';
import type { ClientProfile } from './client-profile';
import { codeActions } from './code-actions';
import { registerLenses } from './code-lens';
import type { Diagnostics } from './diagnostics';
import type { Documents } from './documents';
import { expectedText } from './expected';
import { effectsHover } from './effects-hover';
import { findingsAt, hoverOf } from './hover';
import { RepairWatch } from './repaired';
import { resolveRewrite, rewriteActions } from './rewrite-actions';
import type { Settings } from './settings';
import { statusOf } from './status';
import type { Workspace } from './workspace';

export interface FeatureParts {
  readonly connection: Connection;
  readonly coach: Coach;
  readonly documents: Documents;
  readonly workspace: Workspace;
  readonly checks: Checks;
  readonly diagnostics: Diagnostics;
  readonly settings: Settings;
  readonly profile: ClientProfile;
  readonly log: Log;
  readonly expectedTokens: ExpectedTokens;
  readonly files: Files;
}

/** Registers everything that is plain LSP. */
export function registerFeatures(parts: FeatureParts): void {
  registerDocuments(parts);
  registerQuestions(parts);
  if (parts.profile.hasCommands) registerNews(parts);
}

function registerDocuments({ connection, documents, diagnostics, checks, workspace, settings }: FeatureParts): void {
  connection.onDidOpenTextDocument(({ textDocument: { uri, version, text } }) => {
    workspace.opened(documents.open(uri, version, text));
    diagnostics.changed(uri);
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    const snapshot = documents.change(uri, version, contentChanges);
    if (snapshot === undefined) return;
    workspace.edited(snapshot);
    diagnostics.changed(uri);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    const snapshot = documents.get(uri);
    documents.close(uri);
    checks.release(uri);
    settings.release(uri);
    if (snapshot !== undefined) workspace.closed(snapshot);
    diagnostics.closed(uri);
  });
}

function registerQuestions(parts: FeatureParts): void {
  const { connection, coach, checks, diagnostics, profile, expectedTokens } = parts;
  if (profile.pullsDiagnostics) connection.languages.diagnostics.on((params, cancel) => diagnostics.pull(params, cancel));
  connection.onHover(({ textDocument, position }, cancel) =>
    answered(parts, textDocument.uri, cancel, async ({ snapshot, state, result: { findings } }) => {
      const request = { snapshot, findings, position, rules: coach.rules, profile };
      const here = findingsAt(request);
      const effects = effectsHover({ ...request, effects: checks.effects(snapshot), parts: state.parts });
      return hoverOf(request, here, { first: await expectedText(snapshot, here, expectedTokens), last: effects }) ?? null;
    }),
  );
  connection.onCodeAction(({ textDocument, context }, cancel) =>
    answered(parts, textDocument.uri, cancel, async (checked) => {
      const allSafeEdits = async () => (await checks.fixSafely(checked, cancel))?.edits ?? [];
      const own = await codeActions({ snapshot: checked.snapshot, findings: checked.result.findings, context, profile, allSafeEdits });
      return [...(await rewriteActions(parts, checked, context)), ...own];
    }),
  );
  connection.onCodeActionResolve((action, cancel) => resolveRewrite(parts, action, cancel));
  if (profile.hasCommands) registerLenses(parts);
}

/** Answers from the findings of the document as it is now; null where there is none. Rejects only for cancellation. */
export async function answered<T>({ documents, checks, log }: FeatureParts, uri: string, cancel: Cancel, answer: (checked: Checked) => T | Promise<T>): Promise<T | null> {
  const snapshot = documents.get(uri);
  if (snapshot === undefined) return null;
  try {
    const checked = await checks.run(snapshot, cancel);
    if (checked !== undefined) return await answer(checked);
  } catch (error) {
    log.error(`A request failed: ${String((error as Error)?.stack ?? error)}`);
    return null;
  }
  if (cancel.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
  throw new ResponseError(LSPErrorCodes.ContentModified, 'the document has changed');
}

/** A text is checked before it is asked for: so long, in milliseconds, the question may be on its way. */
const newsPause = 10;

/** What only our own client understands: status and repairs. They come after the answer, so that nobody waits for them. */
function registerNews(parts: FeatureParts): void {
  const watches = new Map<string, RepairWatch>();
  parts.checks.onChecked = (checked) => void setTimeout(() => tellNews(parts, watches, checked), newsPause);
}

function tellNews({ connection, documents }: FeatureParts, watches: Map<string, RepairWatch>, checked: Checked): void {
  const { uri, document } = checked.snapshot;
  for (const known of watches.keys()) if (documents.get(known) === undefined) watches.delete(known);
  // Closed, or edited again: the next check tells.
  if (documents.get(uri) !== checked.snapshot) return;
  const watch = watches.get(uri) ?? new RepairWatch();
  watches.set(uri, watch);
  const ignores = findIgnores(document);
  const ignored = (rule: string, statement: number) => ignores.some((ignore) => ignore.rule === rule && (ignore.statement === undefined || ignore.statement === statement));
  for (const { rule, lesson, by } of watch.next({ document, groups: checked.result.groups, ignored })) {
    void connection.sendNotification('sqlCoach/repaired', { uri, rule, lesson: lesson ?? null, by });
  }
  void connection.sendNotification('sqlCoach/status', statusOf(checked));
}
