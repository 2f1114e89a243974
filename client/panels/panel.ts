import { randomBytes } from 'node:crypto';
import { env, Uri, type Disposable, type Webview, type WebviewOptions, type WebviewPanel, type WebviewView } from 'vscode';
import { webviewHtml } from './html';

/** A place where a webview lives: a panel among the editors, or a view in the side bar. */
export interface Surface {
  readonly webview: Webview;
  onDidHide(listener: () => void): Disposable;
  onDidDispose(listener: () => void): Disposable;
}

export function panelSurface(panel: WebviewPanel): Surface {
  return {
    webview: panel.webview,
    onDidHide: (listener) => panel.onDidChangeViewState(() => panel.visible || listener()),
    onDidDispose: (listener) => panel.onDidDispose(listener),
  };
}

export function viewSurface(view: WebviewView): Surface {
  return {
    webview: view.webview,
    onDidHide: (listener) => view.onDidChangeVisibility(() => view.visible || listener()),
    onDidDispose: (listener) => view.onDidDispose(listener),
  };
}

export function webviewOptions(extensionUri: Uri): WebviewOptions {
  return { enableScripts: true, localResourceRoots: [webviewFolder(extensionUri)] };
}

export interface ViewDefinition<ToHost> {
  /** Folder in `webview/`, and name of the bundle. */
  readonly name: string;
  readonly title: string;
  readonly extensionUri: Uri;
  /** Checks what the page sent; undefined for anything that is not one of its messages. */
  readonly read: (data: unknown) => ToHost | undefined;
  readonly receive: (message: ToHost) => void;
}

/**
 * The host side of a view. A hidden webview is destroyed and hears nothing, so the host keeps one complete snapshot and sends it whenever a page says
 * `ready`: at first, when it is shown again, after a reload.
 */
export class ViewHost<ToHost extends { readonly type: string }, ToView extends { readonly type: string }> implements Disposable {
  readonly #surface: Surface;
  readonly #subscriptions: Disposable[];
  #snapshot: ToView | undefined;
  #ready = false;

  constructor(surface: Surface, definition: ViewDefinition<ToHost>) {
    this.#surface = surface;
    const { webview } = surface;
    webview.options = webviewOptions(definition.extensionUri);
    this.#subscriptions = [
      webview.onDidReceiveMessage((data: unknown) => {
        if (isReady(data)) this.#pageIsReady();
        const message = definition.read(data);
        if (message) definition.receive(message);
      }),
      surface.onDidHide(() => {
        this.#ready = false;
      }),
      surface.onDidDispose(() => this.dispose()),
    ];
    webview.html = html(webview, definition);
  }

  /** Replaces what the view shows; `snapshot` is complete in itself. */
  show(snapshot: ToView): void {
    this.#snapshot = snapshot;
    this.notify(snapshot);
  }

  /** For passing news such as "copied": lost when the page is not there. */
  notify(message: ToView): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- not a window: the API of VS Code takes one argument
    if (this.#ready) void this.#surface.webview.postMessage(message);
  }

  dispose(): void {
    this.#ready = false;
    for (const subscription of this.#subscriptions.splice(0)) subscription.dispose();
  }

  #pageIsReady(): void {
    this.#ready = true;
    if (this.#snapshot) this.notify(this.#snapshot);
  }
}

function isReady(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'ready';
}

function html(webview: Webview, { name, title, extensionUri }: Pick<ViewDefinition<unknown>, 'name' | 'title' | 'extensionUri'>): string {
  const address = (file: string) => webview.asWebviewUri(Uri.joinPath(webviewFolder(extensionUri), file)).toString();
  return webviewHtml({
    title, language: env.language, source: webview.cspSource, nonce: randomBytes(18).toString('base64url'), script: address(`${name}.js`), style: address(`${name}.css`),
  });
}

function webviewFolder(extensionUri: Uri): Uri {
  return Uri.joinPath(extensionUri, 'dist', 'webview');
}
