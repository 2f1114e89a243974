import { l10n, type Disposable, type ExtensionContext } from 'vscode';
import { readOrigin, readPlanState, readToHost, type PlanOrigin, type PlanSnapshot, type ToHost, type ToView } from '../../webview/plan/protocol';
import { SinglePanel } from './single-panel';

const originKey = 'sqlCoach.planOrigin';

/** What the buttons of the view do. */
export interface PlanActions {
  readonly explain: (origin: PlanOrigin) => void;
  readonly cancel: () => void;
  readonly showStatement: (origin: PlanOrigin, statement: string | undefined) => void;
  readonly copy: (format: 'text' | 'json', snapshot: Extract<PlanSnapshot, { state: 'shown' }>) => Promise<void>;
  readonly learn: (lesson: string) => void;
  /** A view came back after a reload of the window and remembers this; it shows nothing yet. */
  readonly restored: (origin: PlanOrigin) => void;
}

/** The plan view. */
export class PlanPanel implements Disposable {
  readonly #context: ExtensionContext;
  readonly #actions: PlanActions;
  readonly #panel: SinglePanel<ToHost, ToView>;
  #snapshot: PlanSnapshot = { state: 'empty' };

  constructor(context: ExtensionContext, actions: PlanActions) {
    this.#context = context;
    this.#actions = actions;
    this.#panel = new SinglePanel({
      viewType: 'sqlCoach.plan', name: 'plan', title: l10n.t('SQL Coach: Plan'), extensionUri: context.extensionUri, read: readToHost,
      receive: (message) => this.#receive(message),
      restored: (state) => this.#restore(state),
      closed: () => actions.cancel(),
    });
  }

  get snapshot(): PlanSnapshot {
    return this.#snapshot;
  }

  get isOpen(): boolean {
    return this.#panel.isOpen;
  }

  /** Shows a snapshot, and opens the view if there is none. The editor keeps the focus. */
  show(snapshot: PlanSnapshot): void {
    this.#snapshot = snapshot;
    if ('origin' in snapshot) void this.#context.workspaceState.update(originKey, snapshot.origin);
    this.#panel.reveal(true);
    this.#panel.show({ type: 'snapshot', snapshot });
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #restore(state: unknown): boolean {
    // A browser that is reloaded at once has not stored what the page saved.
    const origin = readPlanState(state)?.origin ?? readOrigin(this.#context.workspaceState.get(originKey));
    this.show({ state: 'empty' });
    if (origin) this.#actions.restored(origin);
    return true;
  }

  #receive(message: ToHost): void {
    const snapshot = this.#snapshot;
    switch (message.type) {
      case 'ready': return;
      case 'cancel': return this.#actions.cancel();
      case 'learn': return this.#actions.learn(message.lesson);
      case 'explain': return snapshot.state === 'empty' ? undefined : this.#actions.explain(snapshot.origin);
      case 'showStatement':
        if (snapshot.state !== 'empty') this.#actions.showStatement(snapshot.origin, snapshot.state === 'shown' ? snapshot.report.statement : undefined);
        return;
      case 'copy':
        if (snapshot.state === 'shown') void this.#actions.copy(message.format, snapshot).then(() => this.#panel.notify({ type: 'copied', format: message.format }));
    }
  }
}
