import type { SelectStmt, WindowDef } from '@pgsql/types';
import type { Ancestor } from '../rules/rule';

/** Set where a frame is written out (`FRAMEOPTION_NONDEFAULT` in src/include/nodes/parsenodes.h). */
const writtenFrame = 1;

/** A window and those of the WINDOW clause that it is built on. */
export function windowChain(over: WindowDef | undefined, ancestors: readonly Ancestor[]): readonly WindowDef[] {
  const select = ancestors.findLast(({ tag }) => tag === 'SelectStmt')?.node as SelectStmt | undefined;
  const chain: WindowDef[] = [];
  let current = over;
  while (current !== undefined && !chain.includes(current)) {
    chain.push(current);
    const base: string | undefined = chain.length === 1 ? current.name ?? current.refname : current.refname;
    current = base === undefined ? undefined : (select?.windowClause ?? []).flatMap((node) => ('WindowDef' in node ? [node.WindowDef] : [])).find(({ name }) => name === base);
  }
  return chain;
}

export function isOrdered(chain: readonly WindowDef[]): boolean {
  return chain.some(({ orderClause }) => (orderClause?.length ?? 0) > 0);
}

/** Whether no window of the chain has a frame written out. */
export function isWholeFrameDefault(chain: readonly WindowDef[]): boolean {
  return chain.every(({ frameOptions = 0 }) => (frameOptions & writtenFrame) === 0);
}
