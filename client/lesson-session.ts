import type { CancellationToken } from 'vscode';
import type { AnswerResult, ExerciseContent, LessonContent } from '../server/core/lessons/content';
import { inOrder, type EventDraft } from '../server/core/lessons/progress-event';
import { rateAnswer } from '../server/core/lessons/review-rating';
import type { ExerciseAction, ExerciseRun, GivenAnswer, LessonSnapshot } from '../webview/lesson/protocol';
import type { ProgressStore } from './progress-store';
import type { Requester } from './requester';

export interface CancelSource {
  readonly token: CancellationToken;
  cancel(): void;
  dispose(): void;
}

/** What a session needs of the extension; without `vscode`, so that it runs in tests as it is. */
export interface SessionParts {
  readonly requester: Pick<Requester, 'request' | 'onProgress'>;
  readonly store: Pick<ProgressStore, 'read' | 'append'>;
  /** The time in ISO form. */
  readonly now: () => string;
  readonly cancelSource: () => CancelSource;
  readonly changed: (snapshot: LessonSnapshot) => void;
  /** Progress was saved. */
  readonly recorded: () => void;
  readonly log: { error(message: string): void };
}

let runs = 0;

/** One lesson as it is being taken: what was answered, what ran, how many hints are open. Everything it shows is in one snapshot. */
export class LessonSession {
  readonly lesson: string;
  readonly #rule: string | null;
  readonly #parts: SessionParts;
  readonly #running = new Map<string, CancelSource>();
  readonly #attempts = new Map<string, number>();
  #snapshot: LessonSnapshot;
  #disposed = false;

  constructor(lesson: string, rule: string | null, parts: SessionParts) {
    this.lesson = lesson;
    this.#rule = rule;
    this.#parts = parts;
    this.#snapshot = { state: 'loading', lesson };
  }

  get snapshot(): LessonSnapshot {
    return this.#snapshot;
  }

  /** Reads the lesson and what was done in it before. */
  async open(): Promise<void> {
    this.#show({ state: 'loading', lesson: this.lesson });
    try {
      const reply = await this.#parts.requester.request('sqlCoach/lesson', { id: this.lesson });
      if (!reply.ok) return this.#show({ state: 'failed', lesson: this.lesson, message: reply.failure.message, next: reply.failure.action ?? '' });
      await this.#record({ type: 'opened', unit: this.lesson, time: this.#parts.now() }, () => {});
      const past = await this.#past(reply.value);
      this.#show({ state: 'shown', lesson: reply.value, runs: {}, hints: {}, rule: this.#rule, ...past });
    } catch (error) {
      this.#show({ state: 'failed', lesson: this.lesson, message: messageOf(error), next: 'Try again in a moment.' });
    }
  }

  exercise(id: string): ExerciseContent | undefined {
    if (this.#snapshot.state !== 'shown') return undefined;
    const blocks = this.#snapshot.lesson.parts.flatMap((part) => part.blocks);
    return blocks.flatMap((block) => (block.kind === 'prose' || !('exercise' in block) ? [] : [block.exercise])).find((exercise) => exercise.id === id);
  }

  /** @param said what the learner said beforehand, and how long they took */
  async answer(question: string, options: readonly string[], said: { readonly sure?: boolean; readonly seconds?: number } = {}): Promise<void> {
    try {
      const reply = await this.#parts.requester.request('sqlCoach/answer', { lesson: this.lesson, question, options });
      if (!reply.ok) return this.#notice(`${reply.failure.message} ${reply.failure.action ?? ''}`.trim());
      const { correct, rating } = reply.value;
      this.#change((shown) => ({
        answers: { ...shown.answers, [question]: { chosen: options, result: reply.value } },
        right: correct && !shown.right.includes(question) ? [...shown.right, question] : shown.right,
      }));
      // Words are not an answer before the learner has graded them.
      if (rating === undefined) return;
      const attempts = this.#attempt(question);
      const event: EventDraft = {
        type: 'answered', unit: this.lesson, item: question, time: this.#parts.now(), attempts, hints: 0,
        rating: rateAnswer({ rating, attempts, hints: 0, ...said }), evidence: { answer: options, correct, ...said },
      };
      await this.#record(event, (message) => this.#notice(message));
    } catch (error) {
      this.#notice(messageOf(error));
    }
  }

  /** Runs a script on a fresh copy of the lesson's data; a run of the same exercise that is still going on is cancelled. */
  async run(exercise: string, action: ExerciseAction, sql: string): Promise<ExerciseRun | undefined> {
    if (this.exercise(exercise) === undefined) return undefined;
    this.#running.get(exercise)?.cancel();
    const source = this.#parts.cancelSource();
    this.#running.set(exercise, source);
    const show = (run: ExerciseRun) => {
      if (this.#running.get(exercise) === source) this.#change((shown) => ({ runs: { ...shown.runs, [exercise]: run } }));
    };
    show({ state: 'running', action, message: 'asking the practice database' });
    const run = await this.#ask(exercise, { action, sql, source, show });
    show(run);
    if (this.#running.get(exercise) === source) this.#running.delete(exercise);
    source.dispose();
    if (run.state === 'done' && action === 'check' && run.result.kind !== 'ran') await this.#checked(exercise, run.result.kind === 'checked' && run.result.passed);
    return run;
  }

  cancel(exercise: string): void {
    this.#running.get(exercise)?.cancel();
  }

  /** Opens one more hint. */
  hint(exercise: string): void {
    const all = this.exercise(exercise)?.hints.length ?? 0;
    this.#change((shown) => ({ hints: { ...shown.hints, [exercise]: Math.min(all, (shown.hints[exercise] ?? 0) + 1) } }));
  }

  /** Forgets what the last run of an exercise said. */
  clear(exercise: string): void {
    this.cancel(exercise);
    this.#change((shown) => ({ runs: Object.fromEntries(Object.entries(shown.runs).filter(([id]) => id !== exercise)) }));
  }

  dispose(): void {
    this.#disposed = true;
    for (const source of this.#running.values()) source.cancel();
  }

  async #ask(exercise: string, { action, sql, source, show }: { action: ExerciseAction; sql: string; source: CancelSource; show: (run: ExerciseRun) => void }): Promise<ExerciseRun> {
    runs += 1;
    const workDoneToken = `sqlCoach-lesson-${runs}`;
    const progress = this.#parts.requester.onProgress(workDoneToken, (message) => show({ state: 'running', action, message }));
    try {
      const reply = await this.#parts.requester.request('sqlCoach/exercise', { lesson: this.lesson, exercise, sql, action, workDoneToken }, source.token);
      return reply.ok ? { state: 'done', action, result: reply.value } : { state: 'failed', action, message: reply.failure.message, next: reply.failure.action ?? '' };
    } catch (error) {
      if (source.token.isCancellationRequested) return { state: 'failed', action, message: 'Cancelled.', next: 'Run it again when you are ready.' };
      return { state: 'failed', action, message: messageOf(error), next: 'Your script is kept. Try again.' };
    } finally {
      progress.dispose();
    }
  }

  async #checked(exercise: string, passed: boolean): Promise<void> {
    if (passed) this.#change((shown) => ({ passed: shown.passed.includes(exercise) ? shown.passed : [...shown.passed, exercise] }));
    const effort = { attempts: this.#attempt(exercise), hints: this.#snapshot.state === 'shown' ? this.#snapshot.hints[exercise] ?? 0 : 0 };
    const rating = rateAnswer({ rating: passed ? 'good' : 'again', ...effort });
    await this.#record({ type: 'exercise', unit: this.lesson, item: exercise, time: this.#parts.now(), rating, ...effort, evidence: { passed } }, (message) => this.#notice(message));
  }

  /** What the stored events say of this lesson; reasons of answers come from the server again. */
  async #past(lesson: LessonContent): Promise<{ answers: Record<string, GivenAnswer>; passed: string[]; right: string[]; notice: string | null }> {
    const answers: Record<string, GivenAnswer> = {};
    const passed = new Set<string>();
    const right = new Set<string>();
    try {
      const { events, damaged } = await this.#parts.store.read();
      const chosen = new Map<string, readonly string[]>();
      for (const event of inOrder(events.filter(({ unit }) => unit === lesson.id))) {
        if (event.type === 'exercise' && event.evidence.passed) passed.add(event.item);
        if (event.type !== 'answered' || !lesson.questions.includes(event.item)) continue;
        chosen.set(event.item, event.evidence.answer);
        if (event.evidence.correct) right.add(event.item);
      }
      // Reasons of SQL come from running it: not before the learner asks again.
      const run = new Set(lesson.parts.flatMap((part) => part.blocks).flatMap((block) => (block.kind === 'question' && block.question.kind === 'sql' ? [block.question.id] : [])));
      await Promise.all([...chosen].filter(([question]) => !run.has(question)).map(async ([question, options]) => {
        const result = await this.#reasons(question, options);
        if (result !== undefined) answers[question] = { chosen: options, result };
      }));
      const notice = damaged.length === 0 ? null : `Some saved progress cannot be read (lines ${damaged.join(', ')} of the progress file); it is kept in a file beside it. The rest is shown.`;
      return { answers, passed: [...passed], right: [...right], notice };
    } catch (error) {
      this.#parts.log.error(`Progress cannot be read: ${messageOf(error)}`);
      return { answers, passed: [], right: [], notice: `Your earlier progress cannot be read: ${messageOf(error)}` };
    }
  }

  async #reasons(question: string, options: readonly string[]): Promise<AnswerResult | undefined> {
    const reply = await this.#parts.requester.request('sqlCoach/answer', { lesson: this.lesson, question, options });
    return reply.ok ? reply.value : undefined;
  }

  /** Which try of this sitting it is, from 1. */
  #attempt(item: string): number {
    const attempt = (this.#attempts.get(item) ?? 0) + 1;
    this.#attempts.set(item, attempt);
    return attempt;
  }

  async #record(event: EventDraft, failed: (message: string) => void): Promise<void> {
    try {
      await this.#parts.store.append(event);
      this.#parts.recorded();
    } catch (error) {
      this.#parts.log.error(`Progress cannot be saved: ${messageOf(error)}`);
      failed(`Your progress could not be saved: ${messageOf(error)}`);
    }
  }

  #notice(notice: string): void {
    this.#change(() => ({ notice }));
  }

  #change(change: (shown: Extract<LessonSnapshot, { state: 'shown' }>) => Partial<Extract<LessonSnapshot, { state: 'shown' }>>): void {
    if (this.#snapshot.state === 'shown') this.#show({ ...this.#snapshot, ...change(this.#snapshot) });
  }

  #show(snapshot: LessonSnapshot): void {
    if (this.#disposed) return;
    this.#snapshot = snapshot;
    this.#parts.changed(snapshot);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
