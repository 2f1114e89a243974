import { pathToFileURL } from 'node:url';
import { CodeActionKind, MessageType, ShowMessageNotification, type AnnotatedTextEdit, type ChangeAnnotation, type CodeAction, type CreateFile, type Diagnostic, type TextDocumentEdit, type WorkspaceEdit } from 'vscode-languageserver';
import type { Cancel } from '../core/host';
import { planRewrite, type Rewrite } from '../core/rewrites/plan';
import type { Refusal } from '../core/rewrites/recipe';
import { recipeFor } from '../core/rewrites/recipes';
import type { Finding } from '../core/rules/finding';
import { indexLines } from '../core/text/line-index';
import type { Checked } from './checks';
import { findingOf, isWanted, type ActionRequest } from './code-actions';
import { toTextEdit } from './convert';
import { answered, type FeatureParts } from './features';

/** What travels with an action until it is chosen; the plan itself is made again then, from the files as they are. */
interface RewriteData {
  readonly sqlCoach: 'rewrite';
  readonly uri: string;
  readonly diagnostic: Diagnostic;
}

/** Rewrites of statements as several migrations, one for each finding that has a recipe. Where it cannot be done, the reason is shown if the client shows reasons. */
export async function rewriteActions(parts: FeatureParts, checked: Checked, context: ActionRequest['context']): Promise<readonly CodeAction[]> {
  const kind = [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite].find((each) => isWanted(context.only, each));
  if (kind === undefined || !parts.profile.takesVersionedEdits) return [];
  const actions: CodeAction[] = [];
  for (const diagnostic of context.diagnostics) {
    const finding = findingOf(diagnostic, { findings: checked.result.findings, snapshot: checked.snapshot });
    if (finding === undefined || recipeFor(finding.rule) === undefined) continue;
    const rewrite = await planFor(parts, checked, finding);
    if (rewrite === undefined) continue;
    const base = { kind, diagnostics: [diagnostic] };
    const reason = rewrite.ok ? reasonOfClient(parts, rewrite) : rewrite.reason;
    if (reason !== undefined || !rewrite.ok) {
      if (parts.profile.showsDisabledActions) actions.push({ ...base, title: 'Rewrite in steps that do not block', disabled: { reason: reason ?? '' } });
    } else if (parts.profile.resolvesActionEdits) {
      const data: RewriteData = { sqlCoach: 'rewrite', uri: checked.snapshot.uri, diagnostic };
      actions.push({ ...base, title: titleOf(rewrite), data });
    } else if ((await existing(parts, rewrite)) === undefined) actions.push({ ...base, title: titleOf(rewrite), edit: editOf(parts, checked, rewrite) });
  }
  return actions;
}

/** The edit of an action that was chosen; without one, and with a message, where it cannot be done any more. */
export async function resolveRewrite(parts: FeatureParts, action: CodeAction, cancel: Cancel): Promise<CodeAction> {
  const data = rewriteData(action.data);
  if (data === undefined) return action;
  const resolved = await answered(parts, data.uri, cancel, async (checked): Promise<CodeAction> => {
    const finding = findingOf(data.diagnostic, { findings: checked.result.findings, snapshot: checked.snapshot });
    const rewrite = finding && (await planFor(parts, checked, finding));
    if (rewrite === undefined) return action;
    const reason = rewrite.ok ? await existing(parts, rewrite) : rewrite.reason;
    if (reason === undefined && rewrite.ok) return { ...action, edit: editOf(parts, checked, rewrite) };
    void parts.connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message: `Nothing was changed. ${reason ?? ''}` });
    return action;
  });
  return resolved ?? action;
}

function rewriteData(data: unknown): RewriteData | undefined {
  return typeof data === 'object' && data !== null && 'sqlCoach' in data && data.sqlCoach === 'rewrite' ? (data as RewriteData) : undefined;
}

async function planFor({ workspace, coach }: FeatureParts, { snapshot, state }: Checked, finding: Finding): Promise<Rewrite | Refusal | undefined> {
  const { history, parts, transaction, configuration: { pgVersion } } = state;
  const set = await workspace.migrationsOf(snapshot);
  if (set === undefined || history === undefined || parts === undefined) return undefined;
  const { file, document } = snapshot;
  return planRewrite({ file, document, finding, history, framework: set.framework, parts, transaction, pgVersion, now: Date.now(), open: (text) => coach.open(text) });
}

function reasonOfClient({ profile }: FeatureParts, { files }: Rewrite): string | undefined {
  return files.length === 0 || profile.createsFiles ? undefined : 'This editor does not let a language server create files.';
}

/** Nothing is written where a file of the name is there already. */
async function existing({ files }: FeatureParts, rewrite: Rewrite): Promise<string | undefined> {
  for (const { path } of rewrite.files) {
    const text = await files.read(path).catch(() => '');
    if (text !== undefined) return `${path} is there already.`;
  }
  return undefined;
}

function titleOf({ title, files }: Rewrite): string {
  const count = files.filter(({ path }) => path.endsWith('.sql')).length;
  return count === 0 ? `${title} (preview)` : `${title}: ${count} new ${count === 1 ? 'file' : 'files'} (preview)`;
}

/** Changes that the editor shows before it makes them, where it can. */
function editOf({ profile, documents }: FeatureParts, { snapshot }: Checked, { files, edits, present, advice }: Rewrite): WorkspaceEdit {
  const annotations: Record<string, ChangeAnnotation> = {};
  const annotate = (label: string, description: string): string | undefined => {
    if (!profile.annotatesChanges) return undefined;
    const id = `change-${Object.keys(annotations).length + 1}`;
    annotations[id] = { label, description, needsConfirmation: true };
    return id;
  };
  const documentChanges: (TextDocumentEdit | CreateFile)[] = edits.map(({ path, document, edits: changes }) => {
    const open = path === snapshot.file ? snapshot : documents.byFile(path);
    const label = path === snapshot.file ? 'This migration' : nameOf(path);
    const id = annotate(label, [path === snapshot.file ? (present ?? 'The statement moves to the new files.') : 'What undoes it.', ...(path === snapshot.file ? advice : [])].join(' '));
    const lines = indexLines(document.text);
    const textEdits = changes.map((edit): AnnotatedTextEdit => ({ ...toTextEdit(lines, edit), ...annotated(id) } as AnnotatedTextEdit));
    return { textDocument: { uri: open?.uri ?? pathToFileURL(path).href, version: open?.version ?? null }, edits: textEdits };
  });
  for (const { path, text, does } of files) {
    const id = annotate(nameOf(path), does.join(' '));
    const uri = pathToFileURL(path).href;
    const start = { line: 0, character: 0 };
    documentChanges.push({ kind: 'create', uri, options: { overwrite: false, ignoreIfExists: false }, ...annotated(id) });
    documentChanges.push({ textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText: text, ...annotated(id) } as AnnotatedTextEdit] });
  }
  return { documentChanges, ...(profile.annotatesChanges ? { changeAnnotations: annotations } : {}) };
}

function annotated(id: string | undefined): { readonly annotationId?: string } {
  return id === undefined ? {} : { annotationId: id };
}

/** Migrations that are folders are known by these. */
function nameOf(path: string): string {
  const parts = path.split('/');
  const name = parts.at(-1) ?? '';
  return /^(?:up|down|migration)\.sql$|^metadata\.toml$/.test(name) ? parts.slice(-2).join('/') : name;
}
