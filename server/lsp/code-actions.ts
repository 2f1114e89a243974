import { CodeActionKind, type CodeAction, type CodeActionParams, type Command, type Diagnostic, type WorkspaceEdit } from 'vscode-languageserver';
import type { Finding } from '../core/rules/finding';
import type { Edit } from '../core/text/span';
import type { ClientCommands } from '../protocol';
import type { ClientProfile } from './client-profile';
import { sourceName, toRange, toTextEdit } from './convert';
import type { Snapshot } from './documents';
import { ignoreForFile, ignoreForStatement, plainEdit, reasonPlaceholder, type SuppressEdit } from './suppress';

export const fixAllKind = `${CodeActionKind.SourceFixAll}.sql-coach`;
export const codeActionKinds = [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, fixAllKind];

export interface ActionRequest {
  readonly snapshot: Snapshot;
  /** Of the snapshot as it is now: a diagnostic that the editor still shows may be older than the text. */
  readonly findings: readonly Finding[];
  readonly context: CodeActionParams['context'];
  readonly profile: ClientProfile;
  /** The edits that make all safe fixes of the document, and those of what they leave. */
  readonly allSafeEdits: () => Promise<readonly Edit[]>;
}

export async function codeActions(request: ActionRequest): Promise<readonly CodeAction[]> {
  const { only } = request.context;
  const wanted = (kind: string) => isWanted(only, kind);
  const actions: CodeAction[] = [];
  if (wanted(CodeActionKind.QuickFix)) {
    for (const diagnostic of request.context.diagnostics) {
      const finding = findingOf(diagnostic, request);
      if (finding !== undefined) actions.push(...quickFixes(finding, diagnostic, request));
    }
  }
  // Without a wish it would stand among the quick fixes of one finding.
  if (only !== undefined && wanted(fixAllKind)) actions.push(...(await fixAll(request)));
  return actions;
}

/** Whether a client that asks for these kinds, or for all, wants actions of a kind. */
export function isWanted(only: readonly string[] | undefined, kind: string): boolean {
  return only === undefined || only.some((one) => kind === one || kind.startsWith(`${one}.`) || one === '');
}

/** The finding that a diagnostic was made of, where it is still there. */
export function findingOf(diagnostic: Diagnostic, { findings, snapshot }: Pick<ActionRequest, 'findings' | 'snapshot'>): Finding | undefined {
  if (diagnostic.source !== sourceName) return undefined;
  const candidates = findings.filter(({ rule }) => rule === diagnostic.code);
  return candidates.find(({ span }) => {
    const { start, end } = toRange(snapshot.lines, span);
    const { start: from, end: to } = diagnostic.range;
    return start.line === from.line && start.character === from.character && end.line === to.line && end.character === to.character;
  });
}

function quickFixes(finding: Finding, diagnostic: Diagnostic, request: ActionRequest): readonly CodeAction[] {
  const safe = finding.fixes.filter(({ kind }) => kind === 'safe');
  const base = { kind: CodeActionKind.QuickFix, diagnostics: [diagnostic] };
  const fixes = finding.fixes.map((fix): CodeAction => ({
    ...base,
    title: fix.title,
    edit: workspaceEdit(fix.edits, request),
    ...(safe.length === 1 && safe[0] === fix ? { isPreferred: true } : {}),
  }));
  return [...fixes, ...teaching(finding, request).map((action) => ({ ...base, ...action })), ...suppressions(finding, request).map((action) => ({ ...base, ...action }))];
}

function teaching({ rule, lesson }: Finding, { profile }: ActionRequest): readonly Pick<CodeAction, 'title' | 'command'>[] {
  if (!profile.hasCommands) return [];
  const documentation = { title: `Show documentation of ${rule}`, command: command('sqlCoach.openRule', [rule], 'Show Documentation') };
  if (lesson === undefined) return [documentation];
  return [{ title: 'Open the lesson about this', command: command('sqlCoach.openLesson', [lesson, rule], 'Open Lesson') }, documentation];
}

export function command<K extends keyof ClientCommands>(name: K, args: ClientCommands[K], title: string): Command {
  return { title, command: name, arguments: [...args] };
}

/** Rules about the comments themselves would only pile up comments. */
const notIgnorable = new Set(['unused-ignore', 'other-dialect']);

function suppressions(finding: Finding, request: ActionRequest): readonly Pick<CodeAction, 'title' | 'edit'>[] {
  if (notIgnorable.has(finding.rule)) return [];
  const statement = ignoreForStatement(finding, request.snapshot);
  const forFile = { title: `Ignore ${finding.rule} in this file, with a reason`, edit: suppressEdit(ignoreForFile(finding.rule, request.snapshot), request) };
  if (statement === undefined) return [forFile];
  return [{ title: `Ignore ${finding.rule} for this statement, with a reason`, edit: suppressEdit(statement, request) }, forFile];
}

/** Where the client can, the reason is selected so that the user types over it. */
function suppressEdit(edit: SuppressEdit, request: ActionRequest): WorkspaceEdit {
  const { snapshot, profile } = request;
  if (!profile.takesSnippetEdits) return workspaceEdit([plainEdit(edit)], request);
  const range = toRange(snapshot.lines, { start: edit.offset, end: edit.offset });
  const value = `${escapeSnippet(edit.before)}\${1:${reasonPlaceholder}}${escapeSnippet(edit.after)}`;
  return { documentChanges: [{ textDocument: { uri: snapshot.uri, version: snapshot.version }, edits: [{ range, snippet: { kind: 'snippet', value } }] }] };
}

function escapeSnippet(text: string): string {
  return text.replaceAll(/[\\$}]/g, String.raw`\$&`);
}

function workspaceEdit(edits: readonly Edit[], { snapshot, profile }: ActionRequest): WorkspaceEdit {
  const changes = edits.map((edit) => toTextEdit(snapshot.lines, edit));
  if (!profile.takesVersionedEdits) return { changes: { [snapshot.uri]: changes } };
  return { documentChanges: [{ textDocument: { uri: snapshot.uri, version: snapshot.version }, edits: changes }] };
}

async function fixAll(request: ActionRequest): Promise<readonly CodeAction[]> {
  const edits = await request.allSafeEdits();
  if (edits.length === 0) return [];
  return [{ title: 'Fix all safe problems of SQL Coach in this file', kind: fixAllKind, edit: workspaceEdit(edits, request) }];
}
