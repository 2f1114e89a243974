import { l10n, ViewColumn, window, type Disposable, type Uri, type WebviewPanel } from 'vscode';
import { readLessonState, readToHost, type LessonSnapshot, type ToHost, type ToView } from '../../webview/lesson/protocol';
import { panelSurface, ViewHost, webviewOptions } from './panel';

const viewType = 'sqlCoach.lesson';

export interface LessonPanelActions {
  readonly receive: (message: Exclude<ToHost, { type: 'ready' }>) => void;
  /** A view came back after a reload of the window and remembers this lesson; it shows nothing yet. */
  readonly restored: (lesson: string) => void;
  readonly closed: () => void;
}

/** The one lesson view of a window: opened beside the editor on first use, reused after that, brought back after a reload. */
export class LessonPanel implements Disposable {
  readonly #extensionUri: Uri;
  readonly #actions: LessonPanelActions;
  readonly #serializer: Disposable;
  #panel: WebviewPanel | undefined;
  #host: ViewHost<ToHost, ToView> | undefined;

  constructor(extensionUri: Uri, actions: LessonPanelActions) {
    this.#extensionUri = extensionUri;
    this.#actions = actions;
    this.#serializer = window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        const lesson = readLessonState(state)?.lesson;
        if (lesson === undefined) return panel.dispose();
        this.#adopt(panel);
        this.#actions.restored(lesson);
      },
    });
  }

  get column(): ViewColumn | undefined {
    return this.#panel?.viewColumn;
  }

  /** Brings the view to the front, and opens it if there is none. */
  reveal(preserveFocus: boolean): void {
    if (this.#panel) {
      if (!this.#panel.visible || !preserveFocus) this.#panel.reveal(undefined, preserveFocus);
      return;
    }
    const options = { ...webviewOptions(this.#extensionUri), enableFindWidget: true };
    this.#adopt(window.createWebviewPanel(viewType, defaultTitle(), { viewColumn: ViewColumn.Beside, preserveFocus }, options));
  }

  show(snapshot: LessonSnapshot): void {
    if (this.#panel) this.#panel.title = snapshot.state === 'shown' ? snapshot.lesson.title : defaultTitle();
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
      this.#actions.closed();
    });
    this.#host = new ViewHost(panelSurface(panel), {
      name: 'lesson', title: defaultTitle(), extensionUri: this.#extensionUri, read: readToHost,
      receive: (message) => message.type === 'ready' || this.#actions.receive(message),
    });
  }
}

function defaultTitle(): string {
  return l10n.t('SQL Coach: Lesson');
}
