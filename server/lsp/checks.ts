import type { FileEffects } from '../core/check/file-effects';
import type { CheckMemory } from '../core/check/reread-changed';
import { fixSafely, type FixedText } from '../core/check/safe-fixes';
import type { CheckResult, Coach } from '../core/coach';
import type { Cancel, Log } from '../core/host';
import type { Finding } from '../core/rules/finding';
import { breathe } from './breathe';
import type { Documents, Snapshot } from './documents';
import type { FileState, Workspace } from './workspace';

/** The findings of one version of a document in one state of its surroundings. */
export interface Checked {
  readonly snapshot: Snapshot;
  readonly state: FileState;
  readonly result: CheckResult;
}

interface Running {
  readonly snapshot: Snapshot;
  readonly state: FileState;
  readonly wishes: Cancel[];
  readonly outcome: Promise<Checked | undefined>;
}

const nothing: CheckResult = { findings: [], groups: [], crashes: [] };

/** Runs checks of open documents; requests for the same version share one run, and the last result of each document is kept. */
export class Checks {
  readonly #coach: Coach;
  readonly #documents: Documents;
  readonly #workspace: Workspace;
  readonly #log: Log;
  readonly #last = new Map<string, Checked>();
  readonly #running = new Map<string, Running>();
  readonly #memories = new Map<string, CheckMemory>();
  readonly #crashed = new Set<string>();

  /** Called once for each new result. */
  onChecked: (checked: Checked) => void = () => undefined;

  constructor(parts: { readonly coach: Coach; readonly documents: Documents; readonly workspace: Workspace; readonly log: Log }) {
    this.#coach = parts.coach;
    this.#documents = parts.documents;
    this.#workspace = parts.workspace;
    this.#log = parts.log;
  }

  /** undefined: cancelled, or the document has changed meanwhile. */
  async run(snapshot: Snapshot, cancel: Cancel): Promise<Checked | undefined> {
    const state = await this.#workspace.stateOf(snapshot);
    if (cancel.isCancellationRequested || this.#isOld(snapshot)) return undefined;
    const last = this.#last.get(snapshot.uri);
    if (last?.snapshot.document === snapshot.document && last.state === state) return last;
    const running = this.#running.get(snapshot.uri);
    if (running?.snapshot === snapshot && running.state === state) {
      running.wishes.push(cancel);
      return (await running.outcome) ?? (cancel.isCancellationRequested || this.#isOld(snapshot) ? undefined : this.run(snapshot, cancel));
    }
    return this.#start(snapshot, state, cancel);
  }

  /** What the statements of a document do whose check was the last one. */
  effects({ uri, document }: Snapshot): FileEffects | undefined {
    const memory = this.#memories.get(uri);
    return memory && this.#coach.effects({ document, memory });
  }

  /** What the safe fixes make of a document, and those of what is found then. Nothing of the trials is kept. undefined: cancelled. */
  fixSafely({ snapshot, state, result }: Checked, cancel: Cancel): Promise<FixedText | undefined> {
    return breathe(fixSafely(snapshot.document.text, result.findings, (text) => this.#findingsIn(text, snapshot, state)), cancel);
  }

  /** What a running check has found in the first statements, which stays found; undefined where none runs or nothing is certain yet. */
  soFar(snapshot: Snapshot): CheckResult | undefined {
    return this.#running.get(snapshot.uri)?.snapshot === snapshot ? this.#memories.get(snapshot.uri)?.soFar?.() : undefined;
  }

  release(uri: string): void {
    this.#last.delete(uri);
    this.#memories.delete(uri);
  }

  *#findingsIn(text: string, { file }: Snapshot, { configuration, history, transaction, known, partsOf }: FileState): Generator<undefined, readonly Finding[]> {
    const document = this.#coach.open(text);
    const { findings } = yield* this.#coach.check({ file, document, configuration, history, parts: partsOf(document), transaction, known });
    return findings;
  }

  #isOld(snapshot: Snapshot): boolean {
    return this.#documents.get(snapshot.uri) !== snapshot;
  }

  #start(snapshot: Snapshot, state: FileState, first: Cancel): Promise<Checked | undefined> {
    const wishes = [first];
    const isOld = () => this.#isOld(snapshot);
    const cancel: Cancel = {
      get isCancellationRequested() {
        return isOld() || wishes.every((wish) => wish.isCancellationRequested);
      },
    };
    const outcome = this.#check(snapshot, state, cancel).finally(() => {
      if (this.#running.get(snapshot.uri) === running) this.#running.delete(snapshot.uri);
    });
    const running: Running = { snapshot, state, wishes, outcome };
    this.#running.set(snapshot.uri, running);
    return outcome;
  }

  async #check(snapshot: Snapshot, state: FileState, cancel: Cancel): Promise<Checked | undefined> {
    const result = state.unchecked === undefined ? await this.#findings(snapshot, state, cancel) : nothing;
    if (result === undefined) return undefined;
    const checked: Checked = { snapshot, state, result };
    this.#last.set(snapshot.uri, checked);
    this.#report(result);
    this.onChecked(checked);
    return checked;
  }

  async #findings(snapshot: Snapshot, state: FileState, cancel: Cancel): Promise<CheckResult | undefined> {
    const { document, file } = snapshot;
    const { configuration, history, parts, transaction, known } = state;
    const memory = this.#memories.get(snapshot.uri) ?? { last: undefined };
    this.#memories.set(snapshot.uri, memory);
    return breathe(this.#coach.check({ file, document, configuration, history, parts, transaction, known, memory }), cancel);
  }

  #report({ crashes }: CheckResult): void {
    for (const { rule, message } of crashes) {
      if (this.#crashed.has(rule)) continue;
      this.#crashed.add(rule);
      this.#log.error(`Rule ${rule} failed and was left out: ${message}`);
    }
  }
}
