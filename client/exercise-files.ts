import { CodeLens, Diagnostic, DiagnosticSeverity, l10n, languages, Position, Range, RelativePattern, Uri, window, workspace, WorkspaceEdit, type Disposable, type TextDocument, type ViewColumn } from 'vscode';
import { exerciseConfiguration } from './exercise-configuration';

export interface ExercisePlace {
  readonly lesson: string;
  readonly exercise: string;
}

/** What becomes a part of a path. */
const name = /^[a-z0-9-]+$/;

/** Answers to exercises: ordinary SQL files in the extension's own storage, so that every part of the editor works on them and they survive a reload. */
export class ExerciseFiles implements Disposable {
  readonly #folder: Uri;
  readonly #problems = languages.createDiagnosticCollection('sqlCoach.exercise');
  readonly #subscriptions: Disposable[];

  constructor(storage: Uri) {
    this.#folder = Uri.joinPath(storage, 'exercises');
    this.#subscriptions = [
      this.#problems,
      languages.registerCodeLensProvider({ scheme: this.#folder.scheme, pattern: new RelativePattern(this.#folder, '**/*.sql') }, { provideCodeLenses: (document) => this.#lenses(document) }),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => contentChanges.length > 0 && this.#problems.delete(document.uri)),
    ];
  }

  uriOf({ lesson, exercise }: ExercisePlace): Uri | undefined {
    return name.test(lesson) && name.test(exercise) ? Uri.joinPath(this.#folder, lesson, `${exercise}.sql`) : undefined;
  }

  /** The exercise whose answer a document is. */
  placeOf(uri: Uri): ExercisePlace | undefined {
    const prefix = `${this.#folder.path}/`;
    if (uri.scheme !== this.#folder.scheme || !uri.path.startsWith(prefix)) return undefined;
    const [lesson, file, ...rest] = uri.path.slice(prefix.length).split('/');
    if (lesson === undefined || file === undefined || rest.length > 0 || !file.endsWith('.sql')) return undefined;
    const exercise = file.slice(0, -'.sql'.length);
    return name.test(lesson) && name.test(exercise) ? { lesson, exercise } : undefined;
  }

  /** Shows the answer in an editor; a new one begins with the starter. */
  async open(place: ExercisePlace, starter: string, column: ViewColumn): Promise<void> {
    const uri = this.uriOf(place);
    if (uri === undefined) return;
    await this.#write(Uri.joinPath(this.#folder, 'sqlcoach.json'), `${JSON.stringify(exerciseConfiguration, null, 2)}\n`);
    if ((await this.#stored(uri)) === undefined) await this.#write(uri, starter);
    const document = await workspace.openTextDocument(uri);
    const shown = window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString());
    const editor = await window.showTextDocument(document, { viewColumn: shown?.viewColumn ?? column });
    if (shown === undefined) editor.revealRange(new Range(0, 0, 0, 0));
  }

  /** The answer as it stands in the editor, saved or not; the starter where there is none yet. An open one is saved. */
  async text(place: ExercisePlace, starter: string): Promise<string> {
    const uri = this.uriOf(place);
    if (uri === undefined) return starter;
    const document = this.#opened(uri);
    if (document === undefined) return (await this.#stored(uri)) ?? starter;
    if (document.isDirty) await document.save();
    return document.getText();
  }

  /** Puts the starter back. In an open editor that can be undone. */
  async reset(place: ExercisePlace, starter: string): Promise<void> {
    const uri = this.uriOf(place);
    if (uri === undefined) return;
    this.#problems.delete(uri);
    const document = this.#opened(uri);
    if (document === undefined) return this.#write(uri, starter);
    const edit = new WorkspaceEdit();
    edit.replace(uri, new Range(new Position(0, 0), document.positionAt(document.getText().length)), starter);
    await workspace.applyEdit(edit);
    await document.save();
  }

  /** Marks where PostgreSQL refused the answer; undefined removes the mark. */
  mark(place: ExercisePlace, problem: { readonly message: string; readonly offset: number } | undefined): void {
    const uri = this.uriOf(place);
    if (uri === undefined) return;
    const document = this.#opened(uri);
    if (problem === undefined || document === undefined) return this.#problems.delete(uri);
    const start = document.positionAt(problem.offset);
    const diagnostic = new Diagnostic(document.getWordRangeAtPosition(start) ?? new Range(start, start.translate(0, 1)), problem.message, DiagnosticSeverity.Error);
    diagnostic.source = 'PostgreSQL';
    this.#problems.set(uri, [diagnostic]);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #lenses(document: TextDocument): CodeLens[] {
    const place = this.placeOf(document.uri);
    if (place === undefined) return [];
    const top = new Range(0, 0, 0, 0);
    const rows: readonly (readonly [string, string])[] = [
      ['sqlCoach.runExercise', l10n.t('Run')], ['sqlCoach.checkExercise', l10n.t('Check')], ['sqlCoach.explainExercise', l10n.t('Explain')],
      ['sqlCoach.nextHint', l10n.t('Hint')], ['sqlCoach.resetExercise', l10n.t('Start Over')],
    ];
    return rows.map(([command, title]) => new CodeLens(top, { command, title, arguments: [place.lesson, place.exercise] }));
  }

  #opened(uri: Uri): TextDocument | undefined {
    return workspace.textDocuments.find((document) => !document.isClosed && document.uri.toString() === uri.toString());
  }

  async #stored(uri: Uri): Promise<string | undefined> {
    try {
      return new TextDecoder().decode(await workspace.fs.readFile(uri));
    } catch {
      return undefined;
    }
  }

  async #write(uri: Uri, text: string): Promise<void> {
    await workspace.fs.createDirectory(Uri.joinPath(uri, '..'));
    await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  }
}
