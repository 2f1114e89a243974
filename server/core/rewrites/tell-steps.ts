import type { Catalog } from '../catalog/catalog';
import { applyStatement } from '../catalog/from-ddl';
import type { QualifiedName } from '../catalog/model';
import { display } from '../check/new-relations';
import type { Document } from '../document/statement';
import { summaryOf } from '../effects/describe';
import { effectsOf, type Effects } from '../effects/effects';
import { strongerMode, type LockMode } from '../effects/lock-mode';
import type { Step } from './recipe';

const blocks: ReadonlySet<LockMode> = new Set(['ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock']);

/** What is said of a step. */
export interface Told {
  readonly comments: readonly string[];
  /** It needs a lock that blocks writers at least. */
  readonly timeout: boolean;
}

export interface Telling {
  readonly file: string;
  readonly pgVersion: number;
  readonly open: (text: string) => Document;
}

/** What each step does and locks, one after another, as the effects model has it. */
export function tellSteps(steps: readonly Step[], before: Catalog, { open, pgVersion, file }: Telling): readonly Told[] {
  const catalog = before.fork();
  return steps.map((step, index) => {
    const all: Effects[] = [];
    for (const { statement } of open((step.runs ?? step.up).map((each) => `${each};\n`).join('')).statements) {
      all.push(effectsOf(statement, catalog, { pgVersion }));
      applyStatement(catalog, statement, { file: `${file}#${index + 1}`, statement: all.length });
    }
    const summary = summaryOf(together(all), (name) => display(before, name));
    return {
      comments: [`Step ${index + 1} of ${steps.length}: ${step.does}`, ...(step.before === undefined ? [] : [step.before]), ...(summary === undefined ? [] : [`On PostgreSQL ${pgVersion} it ${summary}.`])],
      timeout: all.some(({ locks }) => locks.some(({ mode }) => blocks.has(mode))),
    };
  });
}

/** What several statements do: the strongest lock of each relation. */
function together(all: readonly Effects[]): Effects {
  const locks = new Map<string, Effects['locks'][number]>();
  for (const lock of all.flatMap((each) => each.locks)) {
    const key = `${lock.relation.schema}.${lock.relation.name}`;
    locks.set(key, { ...lock, mode: strongerMode(locks.get(key)?.mode ?? lock.mode, lock.mode) });
  }
  return {
    locks: [...locks.values()], rewrites: union(all.map((each) => each.rewrites)), scans: union(all.map((each) => each.scans)), creates: [], drops: [],
    transaction: 'any', certainty: (['unknown', 'at-least'] as const).find((certainty) => all.some((each) => each.certainty === certainty)) ?? 'exact',
  };
}

function union(lists: readonly (readonly QualifiedName[])[]): readonly QualifiedName[] {
  return [...new Map(lists.flat().map((name) => [`${name.schema}.${name.name}`, name])).values()];
}
