import type { Node } from '@pgsql/types';
import type { Catalog } from '../catalog';
import { evaluateText, Raised } from './evaluate';
import type { Target } from '../../sql/plpgsql';
import type { BodyReader } from '../../sql/body-reader';
import type { Scope } from './scope';
import { isRow, unclear, type Value } from './values';

/** Who runs the statements of a body: the catalog that follows them, or the effects. */
export interface Host {
  readonly catalog: Catalog;
  readonly reader: BodyReader;
  /** One SQL statement. `sure`: it runs for certain when the body runs. Gives the condition that it raises, where that can be told. */
  run(tree: Node, sure: boolean, scope: Scope): string | undefined;
  /** Something runs that cannot be read. */
  doubt(): void;
  /** A host whose changes are forgotten. */
  attempt<T>(run: (host: Host) => T): T;
  /** See `Scope`. */
  readonly rows?: 'ignored';
  /** What is left of the statements that are followed. */
  readonly budget: { left: number };
}

/** How the steps before ended: the next one runs, or the loop or the body ends, or an error with a name is raised. */
export type Flow = 'next' | 'return' | 'exit' | 'continue' | { readonly raised: string };

export interface Frame {
  readonly host: Host;
  readonly variables: Map<string, Value>;
  /** False inside of what may run or not. */
  sure: boolean;
}

export function scopeOf({ host, variables }: Frame): Scope {
  return { catalog: host.catalog, reader: host.reader, rows: host.rows, variables, ranges: new Map(), tables: new Map() };
}

export function guarded(evaluate: () => Value): Value {
  try {
    return evaluate();
  } catch (reason) {
    if (reason instanceof Raised) throw reason;
    return unclear;
  }
}

export function valueOf(frame: Frame, expression: string): Value {
  return guarded(() => evaluateText(expression, scopeOf(frame)));
}

export function assign({ variables }: Frame, target: Target, value: Value): void {
  const [record = '', field] = target.split('.');
  if (field === undefined) {
    variables.set(target, value);
    return;
  }
  const old = variables.get(record) ?? null;
  variables.set(record, isRow(old) ? { row: new Map(old.row).set(field, value) } : unclear);
}
