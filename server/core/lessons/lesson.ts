import type { CheckTest } from './checks/kinds';
import type { Metric } from './metrics/metrics';
import type { Question } from './questions/question';

/** A lesson as its file says it, with everything that grading and verifying need. Views get `LessonContent` instead. */
export interface Lesson {
  /** Path of the file, for problems. */
  readonly file: string;
  readonly id: string;
  readonly track: string;
  readonly title: string;
  /** The one sentence to remember. */
  readonly idea: string;
  readonly prerequisites: readonly string[];
  readonly concepts: readonly string[];
  readonly rules: readonly string[];
  readonly next: string | undefined;
  /** `name@version` of a file in `lessons/fixtures`. */
  readonly fixture: string;
  /** Extensions that are made before the data set is loaded. */
  readonly extensions: readonly string[];
  /** Modules of the simulation kit, files of `lessons/sim`. */
  readonly simulations: readonly string[];
  readonly profile: 'daily' | 'realtime' | 'mini' | 'step';
  /** Where the numbers come from, for the reader. */
  readonly evidence: string;
  readonly parts: readonly PartSource[];
  readonly exercises: ReadonlyMap<string, Exercise>;
  readonly questions: ReadonlyMap<string, Question>;
  readonly scripts: ReadonlyMap<string, Script>;
  readonly measures: readonly Measure[];
  readonly outputs: readonly Output[];
  readonly bindings: readonly Binding[];
}

/** A mistake in a lesson, fixture or track file; lines count from 1. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export interface PartSource {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  readonly blocks: readonly BlockSource[];
}

export type BlockSource =
  | { readonly kind: 'text'; readonly markdown: string }
  | { readonly kind: 'sql'; readonly sql: string; readonly caption: string | undefined }
  | { readonly kind: 'table'; readonly title: string; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'exercise'; readonly id: string }
  | { readonly kind: 'question'; readonly id: string };

/** SQL of the lesson that a measurement or an exercise may build on. */
export interface Script {
  readonly id: string;
  readonly sql: string;
  readonly line: number;
}

export interface Measure {
  readonly id: string;
  readonly sql: string;
  readonly metric: Metric;
  /** The table that a size is of; undefined for all. */
  readonly on: string | undefined;
  /** Ids of scripts, or of exercises (their first solution), that run before. */
  readonly after: readonly string[];
  readonly line: number;
}

/** What a `sql run` shows, as the lesson says it. */
export interface Output {
  /** Id of the script. */
  readonly id: string;
  readonly text: string;
  readonly after: readonly string[];
  readonly line: number;
}

/** A number or a quoted word in the text and the measured value it must equal. */
export interface Binding {
  readonly written: string;
  readonly measure: string;
  readonly field: string;
  /** Allowed difference in percent; 0 is exact. */
  readonly tolerance: number;
  readonly line: number;
}

export interface Exercise {
  readonly id: string;
  readonly title: string;
  /** Markdown. */
  readonly task: string;
  /** What the plan checks and Explain look at; undefined where the learner writes the query. */
  readonly query: string | undefined;
  /** What an answer is written in: `yaml` for a decision, `text` for words. */
  readonly language: 'sql' | 'yaml' | 'text';
  readonly starter: string;
  readonly hints: readonly string[];
  readonly checks: readonly Check[];
  /** Rules that may find something in a solution. */
  readonly allows: readonly string[];
  readonly solutions: readonly { readonly variant: string; readonly sql: string; readonly line: number }[];
  readonly wrong: readonly { readonly sql: string; readonly expect: string; readonly line: number }[];
  readonly line: number;
}

export interface Check {
  readonly id: string;
  /** The goal in a few words. */
  readonly title: string;
  /** Shown when it fails; `{actual}` stands for what was seen. */
  readonly say: string;
  readonly test: CheckTest;
}
