import { CancellationError, CancellationTokenSource, commands, l10n, Position, Range, Selection, Uri, window, workspace, type Disposable, type ExtensionContext, type LogOutputChannel } from 'vscode';
import type { Position as PlainPosition } from '../server/protocol';
import type { RehearsalSnapshot, RehearsedFile } from '../webview/rehearsal/protocol';
import { isCoached } from './documents';
import { RehearsalPanel } from './panels/rehearsal-panel';
import type { Requester } from './requester';
import { columnOf, revealStatement } from './reveal';
import { withWork } from './work';

type Shown = Extract<RehearsalSnapshot, { state: 'shown' }>;

/** Rehearses migrations on the embedded PostgreSQL and shows what they did. One at a time; a new one cancels the one before. Never uses a connection. */
export class Rehearse implements Disposable {
  readonly #server: Requester;
  readonly #log: LogOutputChannel;
  readonly #panel: RehearsalPanel;
  #running: CancellationTokenSource | undefined;

  constructor(context: ExtensionContext, server: Requester, log: LogOutputChannel) {
    this.#server = server;
    this.#log = log;
    this.#panel = new RehearsalPanel(context, {
      rehearse: (uri) => void this.#rehearse(uri),
      cancel: () => this.#running?.cancel(),
      showFile: (uri) => void opened(() => showFile(Uri.parse(uri))),
      showStatement: (snapshot, index, error) => void opened(() => showStatement(snapshot, index, error)),
      showProblem: (snapshot, index) => void opened(() => showProblem(snapshot, index)),
    });
  }

  /** What the rehearsal view shows. */
  get shown(): RehearsalSnapshot {
    return this.#panel.snapshot;
  }

  /** The file that a lens or a menu names, else the one in the editor. `position` is that of the statement which led here. */
  async migration(target?: string | Uri, position?: PlainPosition): Promise<void> {
    const document = window.activeTextEditor?.document;
    const uri = target?.toString() ?? (document && isCoached(document) ? document.uri.toString() : undefined);
    if (uri !== undefined) await this.#rehearse(uri, position);
    else await window.showInformationMessage(l10n.t('Open a SQL file first.'));
  }

  dispose(): void {
    this.#running?.cancel();
    this.#panel.dispose();
  }

  async #rehearse(uri: string, position?: PlainPosition): Promise<void> {
    this.#running?.cancel();
    const source = new CancellationTokenSource();
    this.#running = source;
    const file: RehearsedFile = { uri, name: workspace.asRelativePath(Uri.parse(uri)) };
    this.#panel.show({ state: 'running', file });
    const snapshot = await this.#ask(file, source, position);
    source.dispose();
    // A later run or a closed view has no use for this answer.
    if (this.#running !== source) return;
    this.#running = undefined;
    if (this.#panel.isOpen) this.#panel.show(snapshot);
  }

  async #ask(file: RehearsedFile, source: CancellationTokenSource, position: PlainPosition | undefined): Promise<RehearsalSnapshot> {
    try {
      // A closed document is known to the server only once it is open.
      await workspace.openTextDocument(Uri.parse(file.uri));
      const result = await withWork(this.#server, l10n.t('Rehearsing {0}', file.name), (token, workDoneToken) =>
        this.#server.request('sqlCoach/rehearse', { uri: file.uri, workDoneToken }, token), source.token);
      if (!result.ok) return { state: 'failed', file, message: result.failure.message, action: result.failure.action ?? '' };
      const marked = position === undefined ? -1 : result.value.statements.findIndex(({ place }) => place.line === position.line && place.character === position.character);
      return { state: 'shown', file, report: result.value, marked: marked < 0 ? null : marked };
    } catch (error) {
      if (error instanceof CancellationError) return { state: 'failed', file, message: l10n.t('Cancelled.'), action: l10n.t('Nothing was changed: the embedded database is gone.') };
      const message = error instanceof Error ? error.message : String(error);
      this.#log.error(`Rehearse: ${message}`);
      return { state: 'failed', file, message, action: l10n.t('“SQL Coach: Show Output” has the log.') };
    }
  }
}

/** Shows the hover of a statement, for a lens in a file that is no migration. */
export async function showEffects(uri: string | undefined, position: PlainPosition | undefined): Promise<void> {
  if (uri === undefined || position === undefined) return;
  const editor = await window.showTextDocument(Uri.parse(uri));
  const place = new Position(position.line, position.character);
  editor.selection = new Selection(place, place);
  editor.revealRange(new Range(place, place));
  await commands.executeCommand('editor.action.showHover');
}

async function showFile(uri: Uri): Promise<void> {
  await window.showTextDocument(uri, { viewColumn: columnOf(uri) });
}

async function showStatement({ file: { uri }, report: { statements } }: Shown, index: number, error: boolean): Promise<void> {
  const statement = statements[index];
  if (!statement) return;
  if (error && statement.errorPlace) await revealStatement({ uri, ...statement.errorPlace, text: '' });
  else await revealStatement({ uri, ...statement.place, text: statement.text });
}

async function showProblem({ report: { problems } }: Shown, index: number): Promise<void> {
  const problem = problems[index];
  if (problem) await revealStatement({ uri: Uri.file(problem.path).toString(), line: problem.line, character: 0, text: '' });
}

async function opened(show: () => Thenable<void>): Promise<void> {
  try {
    await show();
  } catch {
    await window.showWarningMessage(l10n.t('The document cannot be opened any more.'));
  }
}
