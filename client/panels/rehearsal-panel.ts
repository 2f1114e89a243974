import { l10n, type Disposable, type ExtensionContext } from 'vscode';
import { readSnapshot, readToHost, type RehearsalSnapshot, type ToHost, type ToView } from '../../webview/rehearsal/protocol';
import { SinglePanel } from './single-panel';

/** The last result, which a reload of the window must not throw away: making it again takes a PostgreSQL of its own. */
const resultKey = 'sqlCoach.rehearsal';
/** What is larger is not stored, in UTF-16 units; VS Code keeps this in one database for all extensions. */
const largestResult = 500_000;

type Shown = Extract<RehearsalSnapshot, { state: 'shown' }>;

/** What the buttons of the view do. */
export interface RehearsalActions {
  readonly rehearse: (uri: string) => void;
  readonly cancel: () => void;
  readonly showFile: (uri: string) => void;
  readonly showStatement: (snapshot: Shown, index: number, error: boolean) => void;
  readonly showProblem: (snapshot: Shown, index: number) => void;
}

/** The rehearsal view. */
export class RehearsalPanel implements Disposable {
  readonly #context: ExtensionContext;
  readonly #actions: RehearsalActions;
  readonly #panel: SinglePanel<ToHost, ToView>;
  #snapshot: RehearsalSnapshot = { state: 'empty' };

  constructor(context: ExtensionContext, actions: RehearsalActions) {
    this.#context = context;
    this.#actions = actions;
    this.#panel = new SinglePanel({
      viewType: 'sqlCoach.rehearsal', name: 'rehearsal', title: l10n.t('SQL Coach: Rehearsal'), extensionUri: context.extensionUri, read: readToHost,
      receive: (message) => this.#receive(message),
      restored: () => this.#restore(),
      closed: () => actions.cancel(),
    });
  }

  get snapshot(): RehearsalSnapshot {
    return this.#snapshot;
  }

  get isOpen(): boolean {
    return this.#panel.isOpen;
  }

  /** Shows a snapshot, and opens the view if there is none. The editor keeps the focus. */
  show(snapshot: RehearsalSnapshot): void {
    this.#snapshot = snapshot;
    void this.#keep(snapshot);
    this.#panel.reveal(true);
    this.#panel.show({ type: 'snapshot', snapshot });
  }

  dispose(): void {
    this.#panel.dispose();
  }

  async #keep(snapshot: RehearsalSnapshot): Promise<void> {
    if (snapshot.state === 'running') return;
    const stored = snapshot.state === 'shown' && JSON.stringify(snapshot).length <= largestResult ? snapshot : undefined;
    await this.#context.workspaceState.update(resultKey, stored);
  }

  #restore(): boolean {
    this.show(readSnapshot(this.#context.workspaceState.get(resultKey)) ?? { state: 'empty' });
    return true;
  }

  #receive(message: ToHost): void {
    const snapshot = this.#snapshot;
    if (snapshot.state === 'empty') return;
    switch (message.type) {
      case 'ready': return;
      case 'cancel': return this.#actions.cancel();
      case 'rehearse': return this.#actions.rehearse(snapshot.file.uri);
      case 'showFile': return this.#actions.showFile(snapshot.file.uri);
      case 'showStatement': return snapshot.state === 'shown' ? this.#actions.showStatement(snapshot, message.index, message.error) : undefined;
      case 'showProblem': return snapshot.state === 'shown' ? this.#actions.showProblem(snapshot, message.index) : undefined;
    }
  }
}
