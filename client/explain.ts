import { CancellationError, CancellationTokenSource, commands, env, l10n, Uri, window, workspace, type Disposable, type ExtensionContext, type LogOutputChannel } from 'vscode';
import type { PlanOrigin, PlanSnapshot } from '../webview/plan/protocol';
import { haveAddress, isTrusted, pickTarget } from './connection-commands';
import { targetOf, type Connections, type Target } from './connections';
import { PlanPanel } from './panels/plan-panel';
import { planText } from './panels/plan-text';
import type { Requester } from './requester';
import { placeOf, revealStatement } from './reveal';
import { withWork } from './work';

/** Explains statements: asks where, asks the server, shows the plan. One at a time; a new one cancels the one before. */
export class Explain implements Disposable {
  readonly #connections: Connections;
  readonly #server: Requester;
  readonly #log: LogOutputChannel;
  readonly #panel: PlanPanel;
  #running: CancellationTokenSource | undefined;

  constructor(context: ExtensionContext, connections: Connections, server: Requester, log: LogOutputChannel) {
    this.#connections = connections;
    this.#server = server;
    this.#log = log;
    this.#panel = new PlanPanel(context, {
      explain: (origin) => void this.#again(origin),
      cancel: () => this.#running?.cancel(),
      showStatement: (origin, statement) => void showStatement(origin, statement),
      copy: async (format, { report }) => await env.clipboard.writeText(format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : planText(report)),
      learn: (lesson) => void commands.executeCommand('sqlCoach.openLesson', lesson, undefined),
      restored: (origin) => this.#restored(origin),
    });
  }

  /** What the plan view shows. */
  get shown(): PlanSnapshot {
    return this.#panel.snapshot;
  }

  /** At the cursor, or at the position that a lens names, where plans of the document are made by choice or setting. */
  async statement(uri?: string, position?: { readonly line: number; readonly character: number }, analyze = false): Promise<void> {
    const place = uri !== undefined && position ? { uri, ...position } : atCursor();
    if (!place) return noEditor();
    const target = this.#connections.target(Uri.parse(place.uri));
    if ('problem' in target) {
      const choose = l10n.t('Choose Connection…');
      if ((await window.showWarningMessage(target.problem, choose)) === choose) await commands.executeCommand('sqlCoach.chooseConnection');
      return;
    }
    await this.#explain({ ...place, connection: target.connection?.id ?? null, analyze }, target);
  }

  async with(): Promise<void> {
    const place = atCursor();
    if (!place) return noEditor();
    const target = await pickTarget(this.#connections, this.#server, l10n.t('Explain Statement With'));
    if (target) await this.#explain({ ...place, connection: target.connection?.id ?? null, analyze: false }, target);
  }

  dispose(): void {
    this.#running?.cancel();
    this.#panel.dispose();
  }

  /** The same statement, wherever it stands now. */
  async #again(origin: PlanOrigin): Promise<void> {
    const { snapshot } = this.#panel;
    const target = this.#targetOf(origin);
    if (!target) return this.#panel.show(failed(origin, l10n.t('The connection was removed.'), l10n.t('Explain the statement from the editor to choose another one.')));
    const found = snapshot.state === 'shown' ? await placeOf({ ...origin, text: snapshot.report.statement }).catch(() => undefined) : undefined;
    await this.#explain(found ? { ...origin, line: found.line, character: found.character } : origin, target);
  }

  #restored(origin: PlanOrigin): void {
    const target = this.#targetOf(origin);
    // Nothing of the user's leaves this machine for the embedded PostgreSQL, and a plan without a run changes nothing.
    if (origin.connection === null && !origin.analyze) void this.#again(origin);
    else this.#panel.show({ state: 'paused', origin, target: target?.name ?? l10n.t('a connection that was removed') });
  }

  #targetOf({ connection }: PlanOrigin): Target | undefined {
    if (connection === null) return targetOf(null);
    const known = this.#connections.byId(connection);
    return known && targetOf(known);
  }

  async #explain(origin: PlanOrigin, target: Target): Promise<void> {
    if (!(await this.#mayUse(target, origin.analyze))) return;
    this.#running?.cancel();
    const source = new CancellationTokenSource();
    this.#running = source;
    this.#panel.show({ state: 'loading', origin, target: target.name });
    const snapshot = await this.#ask(origin, target, source);
    source.dispose();
    // A later run or a closed view has no use for this answer.
    if (this.#running !== source) return;
    this.#running = undefined;
    if (this.#panel.isOpen) this.#panel.show(snapshot);
  }

  async #mayUse(target: Target, analyze: boolean): Promise<boolean> {
    if (!target.connection) return true;
    if (!(await isTrusted()) || !(await haveAddress(target.connection, this.#connections))) return false;
    if (!analyze) return true;
    const run = l10n.t('Run');
    const detail = l10n.t('PostgreSQL runs the statement there to measure it, in a read-only transaction that is rolled back. It takes as long as the statement takes.');
    return (await window.showWarningMessage(l10n.t('Run the statement on {0}?', target.name), { modal: true, detail }, run)) === run;
  }

  async #ask(origin: PlanOrigin, target: Target, source: CancellationTokenSource): Promise<PlanSnapshot> {
    const { uri, line, character, connection, analyze } = origin;
    try {
      if (connection !== null) await this.#connections.publish();
      // An untitled or closed document is known to the server only once it is open.
      await workspace.openTextDocument(Uri.parse(uri));
      const result = await withWork(this.#server, l10n.t('Explaining on {0}', target.name), (token, workDoneToken) =>
        this.#server.request('sqlCoach/explain', { uri, position: { line, character }, analyze, workDoneToken, ...(connection === null ? {} : { connection }) }, token), source.token);
      const place = result.range ? { ...origin, ...result.range.start } : origin;
      if (result.ok) return { state: 'shown', origin: place, report: result.report };
      return failed(place, this.#connections.clean(result.failure.message), this.#connections.clean(result.failure.action));
    } catch (error) {
      if (error instanceof CancellationError) return failed(origin, l10n.t('Cancelled.'), l10n.t('Nothing was changed.'));
      const message = this.#connections.clean(error instanceof Error ? error.message : String(error));
      this.#log.error(`Explain: ${message}`);
      return failed(origin, message, l10n.t('“SQL Coach: Show Output” has the log.'));
    }
  }
}

function failed(origin: PlanOrigin, message: string, action: string): PlanSnapshot {
  return { state: 'failed', origin, message, action };
}

function atCursor(): { readonly uri: string; readonly line: number; readonly character: number } | undefined {
  const editor = window.activeTextEditor;
  if (!editor) return undefined;
  const { line, character } = editor.selection.active;
  return { uri: editor.document.uri.toString(), line, character };
}

async function noEditor(): Promise<void> {
  await window.showInformationMessage(l10n.t('Open a SQL file and put the cursor into a statement.'));
}

async function showStatement({ uri, line, character }: PlanOrigin, statement = ''): Promise<void> {
  try {
    await revealStatement({ uri, line, character, text: statement });
  } catch {
    await window.showWarningMessage(l10n.t('The document of this plan cannot be opened any more.'));
  }
}
