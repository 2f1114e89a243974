import { l10n, ViewColumn, window, type Disposable, type ExtensionContext, type WebviewPanel } from 'vscode';
import { readOrigin, readPlanState, readToHost, type PlanOrigin, type PlanSnapshot, type ToHost, type ToView } from '../../webview/plan/protocol';
import { panelSurface, ViewHost, webviewOptions } from './panel';

const viewType = 'sqlCoach.plan';
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

/** The one plan view of a window: opened beside the editor on first use, reused after that, brought back after a reload. */
export class PlanPanel implements Disposable {
  readonly #context: ExtensionContext;
  readonly #actions: PlanActions;
  readonly #serializer: Disposable;
  #panel: WebviewPanel | undefined;
  #host: ViewHost<ToHost, ToView> | undefined;
  #snapshot: PlanSnapshot = { state: 'empty' };

  constructor(context: ExtensionContext, actions: PlanActions) {
    this.#context = context;
    this.#actions = actions;
    this.#serializer = window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel, state: unknown) => this.#restore(panel, state),
    });
  }

  get snapshot(): PlanSnapshot {
    return this.#snapshot;
  }

  get isOpen(): boolean {
    return this.#panel !== undefined;
  }

  /** Shows a snapshot, and opens the view if there is none. The editor keeps the focus. */
  show(snapshot: PlanSnapshot): void {
    this.#snapshot = snapshot;
    if ('origin' in snapshot) void this.#context.workspaceState.update(originKey, snapshot.origin);
    if (!this.#panel) {
      const options = { ...webviewOptions(this.#context.extensionUri), enableFindWidget: true };
      this.#adopt(window.createWebviewPanel(viewType, title(), { viewColumn: ViewColumn.Beside, preserveFocus: true }, options));
    } else if (!this.#panel.visible) {
      this.#panel.reveal(undefined, true);
    }
    this.#host?.show({ type: 'snapshot', snapshot });
  }

  dispose(): void {
    this.#serializer.dispose();
    this.#panel?.dispose();
  }

  #adopt(panel: WebviewPanel): void {
    this.#panel?.dispose();
    this.#panel = panel;
    panel.onDidDispose(() => {
      if (this.#panel !== panel) return;
      this.#panel = undefined;
      this.#host = undefined;
      this.#actions.cancel();
    });
    this.#host = new ViewHost(panelSurface(panel), {
      name: 'plan', title: title(), extensionUri: this.#context.extensionUri, read: readToHost, receive: (message) => this.#receive(message),
    });
  }

  #restore(panel: WebviewPanel, state: unknown): void {
    // A browser that is reloaded at once has not stored what the page saved.
    const origin = readPlanState(state)?.origin ?? readOrigin(this.#context.workspaceState.get(originKey));
    this.#adopt(panel);
    this.show({ state: 'empty' });
    if (origin) this.#actions.restored(origin);
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
        if (snapshot.state === 'shown') void this.#actions.copy(message.format, snapshot).then(() => this.#host?.notify({ type: 'copied', format: message.format }));
    }
  }
}

function title(): string {
  return l10n.t('SQL Coach: Plan');
}
