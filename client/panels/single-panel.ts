import { ViewColumn, window, type Disposable, type Uri, type WebviewPanel } from 'vscode';
import { panelSurface, ViewHost, webviewOptions } from './panel';

export interface SinglePanelDefinition<ToHost> {
  /** Id of the view, as in the manifest's activation events. */
  readonly viewType: string;
  /** Folder in `webview/`. */
  readonly name: string;
  readonly title: string;
  readonly extensionUri: Uri;
  readonly read: (data: unknown) => ToHost | undefined;
  readonly receive: (message: ToHost) => void;
  /** A view came back after a reload of the window, with what its page has saved. False: there is nothing to show in it, and it is closed. */
  readonly restored: (state: unknown) => boolean;
  readonly closed: () => void;
}

/** The one view of its kind in a window: opened beside the editor on first use, reused after that, brought back after a reload. */
export class SinglePanel<ToHost extends { readonly type: string }, ToView extends { readonly type: string }> implements Disposable {
  readonly #definition: SinglePanelDefinition<ToHost>;
  readonly #serializer: Disposable;
  #panel: WebviewPanel | undefined;
  #host: ViewHost<ToHost, ToView> | undefined;

  constructor(definition: SinglePanelDefinition<ToHost>) {
    this.#definition = definition;
    this.#serializer = window.registerWebviewPanelSerializer(definition.viewType, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        this.#adopt(panel);
        if (!definition.restored(state)) panel.dispose();
      },
    });
  }

  get isOpen(): boolean {
    return this.#panel !== undefined;
  }

  get column(): ViewColumn | undefined {
    return this.#panel?.viewColumn;
  }

  set title(title: string) {
    if (this.#panel) this.#panel.title = title;
  }

  /** Brings the view to the front, and opens it if there is none. */
  reveal(preserveFocus: boolean): void {
    const { viewType, title, extensionUri } = this.#definition;
    if (!this.#panel) {
      const options = { ...webviewOptions(extensionUri), enableFindWidget: true };
      this.#adopt(window.createWebviewPanel(viewType, title, { viewColumn: ViewColumn.Beside, preserveFocus }, options));
    } else if (!this.#panel.visible || !preserveFocus) {
      this.#panel.reveal(undefined, preserveFocus);
    }
  }

  /** Replaces what an open view shows. */
  show(snapshot: ToView): void {
    this.#host?.show(snapshot);
  }

  notify(message: ToView): void {
    this.#host?.notify(message);
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
      this.#definition.closed();
    });
    this.#host = new ViewHost(panelSurface(panel), this.#definition);
  }
}
