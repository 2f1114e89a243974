import { l10n, type Disposable, type Uri, type ViewColumn } from 'vscode';
import { readLessonState, readToHost, type LessonSnapshot, type ToHost, type ToView } from '../../webview/lesson/protocol';
import { SinglePanel } from './single-panel';

export interface LessonPanelActions {
  readonly receive: (message: Exclude<ToHost, { type: 'ready' }>) => void;
  /** A view came back after a reload of the window and remembers this lesson; it shows nothing yet. */
  readonly restored: (lesson: string) => void;
  readonly closed: () => void;
}

/** The lesson view. */
export class LessonPanel implements Disposable {
  readonly #panel: SinglePanel<ToHost, ToView>;

  constructor(extensionUri: Uri, { receive, restored, closed }: LessonPanelActions) {
    this.#panel = new SinglePanel({
      viewType: 'sqlCoach.lesson', name: 'lesson', title: defaultTitle(), extensionUri, read: readToHost, closed,
      receive: (message) => message.type === 'ready' || receive(message),
      restored: (state) => {
        const lesson = readLessonState(state)?.lesson;
        if (lesson !== undefined) restored(lesson);
        return lesson !== undefined;
      },
    });
  }

  get column(): ViewColumn | undefined {
    return this.#panel.column;
  }

  /** Brings the view to the front, and opens it if there is none. */
  reveal(preserveFocus: boolean): void {
    this.#panel.reveal(preserveFocus);
  }

  show(snapshot: LessonSnapshot): void {
    this.#panel.title = snapshot.state === 'shown' ? snapshot.lesson.title : defaultTitle();
    this.#panel.show({ type: 'snapshot', snapshot });
  }

  dispose(): void {
    this.#panel.dispose();
  }
}

function defaultTitle(): string {
  return l10n.t('SQL Coach: Lesson');
}
