import { CancellationTokenSource, commands, l10n, Uri, ViewColumn, window, workspace, type Disposable, type ExtensionContext, type LogOutputChannel, type Memento } from 'vscode';
import type { ExerciseAction, LessonSnapshot, ToHost } from '../webview/lesson/protocol';
import type { TodaySnapshot } from '../webview/today/protocol';
import { readWeeklyGoal } from '../server/core/lessons/weekly-goal';
import { readLessonSettings } from '../server/core/settings';
import type { CommandsOf } from './command-table';
import { ExerciseFiles, type ExercisePlace } from './exercise-files';
import { LessonSession } from './lesson-session';
import { LessonPanel } from './panels/lesson-panel';
import { progressCommands } from './progress-commands';
import { ProgressStore } from './progress-store';
import { progressSurface } from './progress-surface';
import { reminderOf } from './reminder';
import type { Requester } from './requester';
import { localCalendar, TodayView } from './today-view';

/** What the editor tests see of the classroom. */
export interface ClassroomExports extends Disposable {
  readonly shownLesson: () => LessonSnapshot | undefined;
  readonly shownToday: () => TodaySnapshot;
}

type Handlers = { readonly [Id in CommandsOf<'classroom' | 'progress'>]: (...args: never[]) => unknown };

/** Registers the view *Today*, the lesson view, exercises and their commands. Does nothing that takes long. */
export function activateClassroom(context: ExtensionContext, requester: Requester, log: LogOutputChannel): ClassroomExports {
  const classroom = new Classroom(context, requester, log);
  const handlers: Handlers = {
    ...classroom.progressCommands(),
    'sqlCoach.openToday': () => commands.executeCommand('sqlCoach.today.focus'),
    'sqlCoach.openLesson': (lesson: unknown, rule: unknown) => classroom.openLesson(text(lesson), text(rule)),
    'sqlCoach.openExercise': (lesson: unknown, exercise: unknown) => classroom.inExercise(lesson, exercise, (place) => classroom.openExercise(place)),
    'sqlCoach.runExercise': (lesson: unknown, exercise: unknown) => classroom.inExercise(lesson, exercise, (place) => classroom.run(place, 'run')),
    'sqlCoach.checkExercise': (lesson: unknown, exercise: unknown) => classroom.inExercise(lesson, exercise, (place) => classroom.run(place, 'check')),
    'sqlCoach.explainExercise': (lesson: unknown, exercise: unknown) => classroom.inExercise(lesson, exercise, (place) => classroom.run(place, 'explain')),
    'sqlCoach.nextHint': (lesson: unknown, exercise: unknown) => classroom.inExercise(lesson, exercise, (place) => classroom.hint(place)),
    'sqlCoach.resetExercise': (lesson: unknown, exercise: unknown) => classroom.inExercise(lesson, exercise, (place) => classroom.reset(place)),
  };
  const registered = Object.entries<(...args: never[]) => unknown>(handlers).map(([id, handler]) => commands.registerCommand(id, handler));
  context.subscriptions.push(classroom, ...registered);
  void classroom.remind(context.globalState);
  return { shownLesson: () => classroom.shownLesson, shownToday: () => classroom.shownToday, dispose: () => classroom.dispose() };
}

/** Holds the lesson that is open, and connects its views, files, progress and the server. */
class Classroom implements Disposable {
  readonly #requester: Requester;
  readonly #log: LogOutputChannel;
  readonly #store: ProgressStore;
  readonly #files: ExerciseFiles;
  readonly #panel: LessonPanel;
  readonly #today: TodayView;
  readonly #subscriptions: Disposable[];
  #session: LessonSession | undefined;

  constructor(context: ExtensionContext, requester: Requester, log: LogOutputChannel) {
    this.#requester = requester;
    this.#log = log;
    this.#store = new ProgressStore(Uri.joinPath(context.globalStorageUri, 'progress.jsonl').fsPath);
    this.#files = new ExerciseFiles(context.globalStorageUri);
    this.#today = new TodayView({ extensionUri: context.extensionUri, requester, store: this.#store, log });
    this.#panel = new LessonPanel(context.extensionUri, {
      receive: (message) => void this.#receive(message).catch((error: unknown) => log.error(`Lesson: ${String(error)}`)),
      restored: (lesson) => void this.#start(lesson, null),
      closed: () => this.#end(),
    });
    this.#subscriptions = [
      this.#files, this.#today, this.#panel,
      requester.onNotification('sqlCoach/repaired', ({ rule, lesson, by }) => lesson !== null && void this.#repaired({ rule, lesson, by })),
      window.onDidChangeActiveTextEditor(() => this.#tellWhere()),
      workspace.onDidChangeConfiguration((change) => change.affectsConfiguration('sqlCoach.lessons.weeklyGoal') && void this.#goalChanged()),
    ];
    this.#tellWhere();
  }

  get shownLesson(): LessonSnapshot | undefined {
    return this.#session?.snapshot;
  }

  get shownToday(): TodaySnapshot {
    return this.#today.shown;
  }

  progressCommands() {
    return progressCommands({ store: this.#store, surface: progressSurface, changed: () => void this.#today.refresh(), now: () => new Date().toISOString(), calendar: localCalendar });
  }

  /** Says how far the weekly goal is, where the user asked for it. */
  async remind(memory: Memento): Promise<void> {
    const { reminders, weeklyGoal } = lessonSettings();
    if (!reminders) return;
    try {
      const calendar = localCalendar();
      const { events } = await this.#store.read();
      const message = reminderOf(readWeeklyGoal(events, weeklyGoal, calendar), calendar.today, memory.get('lastReminder'));
      if (message === undefined) return;
      await memory.update('lastReminder', calendar.today);
      const open = l10n.t('Open Today');
      if ((await window.showInformationMessage(message, open)) === open) await commands.executeCommand('sqlCoach.openToday');
    } catch (error) {
      this.#log.error(`Reminder: ${String(error)}`);
    }
  }

  /** Opens a lesson beside the editor; without an id the user picks one. `rule` is that of the finding which led here. */
  async openLesson(id: string | undefined, rule: string | undefined): Promise<void> {
    const lesson = id ?? (await this.#pick());
    if (lesson === undefined) return;
    this.#panel.reveal(false);
    if (this.#session?.lesson === lesson && this.#session.snapshot.state === 'shown' && rule === undefined) return;
    await this.#start(lesson, rule ?? null);
  }

  /** Runs `work` for the exercise that a lens names, that the editor shows, or that the open lesson has; else says what to do. */
  async inExercise(lesson: unknown, exercise: unknown, work: (place: ExercisePlace) => Promise<void>): Promise<void> {
    const place = typeof lesson === 'string' && typeof exercise === 'string' ? { lesson, exercise } : this.#current();
    if (place !== undefined) await work(place);
    else await window.showInformationMessage(l10n.t('Open an exercise first: every lesson has a button “Open in editor”.'));
  }

  async openExercise(place: ExercisePlace): Promise<void> {
    const starter = await this.#starter(place);
    // Beside the lesson, not on top of it.
    const column = this.#panel.column === ViewColumn.One ? ViewColumn.Two : ViewColumn.One;
    if (starter !== undefined) await this.#files.open(place, starter, column);
  }

  async run(place: ExercisePlace, action: ExerciseAction): Promise<void> {
    const starter = await this.#starter(place);
    if (starter === undefined) return;
    const sql = await this.#files.text(place, starter);
    this.#files.mark(place, undefined);
    const run = await this.#session?.run(place.exercise, action, sql);
    if (run?.state === 'done' && run.result.kind === 'failed' && run.result.offset !== undefined) {
      this.#files.mark(place, { message: run.result.message, offset: run.result.offset });
    }
  }

  async hint(place: ExercisePlace): Promise<void> {
    if ((await this.#starter(place)) !== undefined) this.#session?.hint(place.exercise);
  }

  async reset(place: ExercisePlace): Promise<void> {
    const starter = await this.#starter(place);
    if (starter === undefined) return;
    const again = l10n.t('Start Over');
    if ((await window.showWarningMessage(l10n.t('Replace your answer with the starter?'), { modal: true }, again)) !== again) return;
    this.#session?.clear(place.exercise);
    await this.#files.reset(place, starter);
  }

  dispose(): void {
    this.#end();
    for (const subscription of this.#subscriptions.splice(0)) subscription.dispose();
  }

  async #receive(message: Exclude<ToHost, { type: 'ready' }>): Promise<void> {
    const session = this.#session;
    switch (message.type) {
      case 'today': return void (await commands.executeCommand('sqlCoach.openToday'));
      case 'rule': return void (await commands.executeCommand('sqlCoach.openRule', message.rule));
      case 'retry': return session?.open();
      case 'answer': return session?.answer(message.question, message.options);
      case 'cancel': return session?.cancel(message.exercise);
      case 'hint': return session?.hint(message.exercise);
      case 'open': return session && this.openExercise({ lesson: session.lesson, exercise: message.exercise });
      case 'reset': return session && this.reset({ lesson: session.lesson, exercise: message.exercise });
      case 'do': return session && this.run({ lesson: session.lesson, exercise: message.exercise }, message.action);
    }
  }

  async #start(lesson: string, rule: string | null): Promise<void> {
    this.#end();
    const session = new LessonSession(lesson, rule, {
      requester: this.#requester, store: this.#store, log: this.#log, now: () => new Date().toISOString(), cancelSource: () => new CancellationTokenSource(),
      changed: (snapshot) => this.#session === session && this.#panel.show(snapshot),
      recorded: () => void this.#today.refresh(),
    });
    this.#session = session;
    await session.open();
  }

  #end(): void {
    this.#session?.dispose();
    this.#session = undefined;
  }

  /** The starter of an exercise, with its lesson open; undefined where the lesson does not have it. */
  async #starter({ lesson, exercise }: ExercisePlace): Promise<string | undefined> {
    this.#panel.reveal(true);
    if (this.#session?.lesson !== lesson || this.#session.snapshot.state !== 'shown') await this.#start(lesson, null);
    const found = this.#session?.exercise(exercise);
    if (found === undefined) void window.showWarningMessage(l10n.t('The lesson {0} has no exercise {1}.', lesson, exercise));
    return found?.starter;
  }

  #current(): ExercisePlace | undefined {
    const editor = window.activeTextEditor;
    const shown = editor && this.#files.placeOf(editor.document.uri);
    if (shown !== undefined) return shown;
    const snapshot = this.#session?.snapshot;
    const exercise = snapshot?.state === 'shown' ? snapshot.lesson.exercises.find((id) => !snapshot.passed.includes(id)) ?? snapshot.lesson.exercises[0] : undefined;
    return snapshot !== undefined && snapshot.state === 'shown' && exercise !== undefined ? { lesson: snapshot.lesson.id, exercise } : undefined;
  }

  async #pick(): Promise<string | undefined> {
    try {
      const { lessons } = await this.#requester.request('sqlCoach/lessons', {});
      const items = lessons.map(({ id, title, minutes, promise }) => ({ label: title, description: l10n.t('{0} minutes', minutes), detail: promise, id }));
      return (await window.showQuickPick(items, { title: l10n.t('Open Lesson'), matchOnDetail: true }))?.id;
    } catch (error) {
      await window.showErrorMessage(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  /** A repair in real code counts once per rule and day; one by hand counts more than one by quick fix. */
  async #repaired({ rule, lesson, by }: { readonly rule: string; readonly lesson: string; readonly by: 'hand' | 'quick fix' }): Promise<void> {
    try {
      const { today, dayOf } = localCalendar();
      const { events } = await this.#store.read();
      if (events.some((event) => event.type === 'repaired' && event.item === rule && dayOf(event.time) === today && (event.evidence.by === 'hand' || by === 'quick fix'))) return;
      await this.#store.append({ type: 'repaired', unit: lesson, item: rule, time: new Date().toISOString(), evidence: { by } });
      await this.#today.refresh();
    } catch (error) {
      this.#log.error(`Progress cannot be saved: ${String(error)}`);
    }
  }

  /** Earlier weeks keep the goal that they had. */
  async #goalChanged(): Promise<void> {
    try {
      await this.#store.append({ type: 'goal', unit: '', time: new Date().toISOString(), evidence: { days: lessonSettings().weeklyGoal } });
      await this.#today.refresh();
    } catch (error) {
      this.#log.error(`Progress cannot be saved: ${String(error)}`);
    }
  }

  #tellWhere(): void {
    const editor = window.activeTextEditor;
    void commands.executeCommand('setContext', 'sqlCoach.inExercise', editor !== undefined && this.#files.placeOf(editor.document.uri) !== undefined);
  }
}

function lessonSettings() {
  return readLessonSettings(workspace.getConfiguration('sqlCoach'));
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
