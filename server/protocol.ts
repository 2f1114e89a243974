import type { AnswerResult, ExerciseResult, LessonContent, LessonSummary } from './core/lessons/content';
import type { PlanFailure, PlanReport } from './core/plan/report';
import type { RehearsalReport } from './core/trace/report';

/** A position as LSP counts: lines and UTF-16 units from 0. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface Failure {
  readonly message: string;
  /** What to do next. */
  readonly action?: string;
}

export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** Our own requests from client to server. Everything else is plain LSP. Long ones can be cancelled and report work-done progress by `workDoneToken`. */
export interface Requests {
  /** EXPLAIN of the statement at a position. `connection` is the id of one sent over the address channel; absent means the embedded PostgreSQL. */
  'sqlCoach/explain': {
    readonly params: { readonly uri: string; readonly position: Position; readonly connection?: string; readonly analyze?: boolean; readonly workDoneToken?: string };
    readonly result: { readonly ok: true; readonly report: PlanReport; readonly range: Range } | { readonly ok: false; readonly failure: PlanFailure; readonly range: Range | null };
  };
  /** Runs a migration, or any file, on an embedded PostgreSQL of its own after the history before it, and tells what each statement did. */
  'sqlCoach/rehearse': {
    readonly params: { readonly uri: string; readonly workDoneToken?: string };
    readonly result: Reply<RehearsalReport>;
  };
  'sqlCoach/lessons': { readonly params: Record<string, never>; readonly result: { readonly lessons: readonly LessonSummary[]; readonly problems: readonly string[] } };
  'sqlCoach/lesson': { readonly params: { readonly id: string }; readonly result: Reply<LessonContent> };
  'sqlCoach/answer': { readonly params: { readonly lesson: string; readonly question: string; readonly options: readonly string[] }; readonly result: Reply<AnswerResult> };
  'sqlCoach/exercise': {
    readonly params: { readonly lesson: string; readonly exercise: string; readonly sql: string; readonly action: 'run' | 'check' | 'explain'; readonly workDoneToken?: string };
    readonly result: Reply<ExerciseResult>;
  };
  /** Tries a connection: server version, database, user. */
  'sqlCoach/testConnection': { readonly params: { readonly connection: string }; readonly result: Reply<{ readonly version: string; readonly database: string }> };
}

/** Server to client. */
export interface Notifications {
  /** A finding of `rule` in `uri` was there, and after an edit of the user it is gone. */
  'sqlCoach/repaired': { readonly uri: string; readonly rule: string; readonly lesson: string | null; readonly by: 'hand' | 'quick fix' };
  /** What the status item shows: findings of a document, or why it is not checked. `migration`: it is part of a migration history. */
  'sqlCoach/status': { readonly uri: string; readonly text: string; readonly detail: string; readonly migration: boolean };
}

/**
 * Secrets travel over the process channel beside LSP, never in a request: LSP traffic may be traced into the output channel.
 * The client sends one such message per change; the server keeps addresses in memory only.
 */
export interface AddressMessage {
  readonly sqlCoach: 'addresses';
  readonly addresses: Readonly<Record<string, string>>;
}

export type RequestName = keyof Requests;

/** Editor commands the server's lenses and actions name; the client registers them. Arguments in order. */
export interface ClientCommands {
  'sqlCoach.explainAt': readonly [uri: string, position: Position];
  'sqlCoach.openLesson': readonly [lesson: string, rule: string | undefined];
  'sqlCoach.openRule': readonly [rule: string];
  'sqlCoach.rehearseMigration': readonly [uri: string, position: Position];
  /** Shows what the editor knows of the statement at a position, as if the mouse rested on it. */
  'sqlCoach.showEffects': readonly [uri: string, position: Position];
}
