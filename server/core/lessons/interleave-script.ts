import { splitStatements } from './run-sql';

/** One line of a script of two or more transactions. Lines count from 1 in the script. */
export type InterleaveStep =
  | { readonly kind: 'begin'; readonly actor: string; readonly mode: string; readonly line: number }
  | { readonly kind: 'sql'; readonly actor: string; readonly sql: string; readonly line: number }
  | { readonly kind: 'park' | 'commit' | 'rollback'; readonly actor: string; readonly line: number };

export type InterleaveScript =
  | { readonly ok: true; readonly steps: readonly InterleaveStep[] }
  | { readonly ok: false; readonly line: number; readonly message: string };

const mark = /^--\s*@(T\d)\b[ \t]*(.*)$/;

/**
 * Reads a script whose lines `-- @T1`, `-- @T2` say whose statements follow. `-- @T1 begin isolation level serializable` names how its transaction
 * begins (otherwise plainly, with its first statement), `-- @T1 park` prepares it so that it keeps its locks while another goes on,
 * `-- @T1 commit` and `-- @T1 rollback` end it, parked or not.
 */
export function readInterleaveScript(script: string): InterleaveScript {
  const steps: InterleaveStep[] = [];
  const states = new Map<string, 'open' | 'parked'>();
  let actor: string | undefined;
  let block: { readonly line: number; readonly lines: string[] } = { line: 1, lines: [] };
  const take = (): InterleaveScript | undefined => {
    const read = splitStatements(block.lines.join('\n'));
    if (!read.ok) return { ok: false, line: block.line, message: read.error.message };
    for (const { sql, offset } of read.value) {
      const line = block.line + block.lines.join('\n').slice(0, offset).split('\n').length - 1;
      if (actor === undefined) return { ok: false, line, message: 'This statement belongs to nobody: write `-- @T1` above it.' };
      const problem = moves(states, actor, 'sql');
      if (problem !== undefined) return { ok: false, line, message: problem };
      steps.push({ kind: 'sql', actor, sql, line });
    }
    return undefined;
  };
  for (const [index, text] of script.split('\n').entries()) {
    const line = index + 1;
    const [, named, rest = ''] = mark.exec(text.trim()) ?? [];
    if (named === undefined) {
      block.lines.push(text);
      continue;
    }
    const failed = take();
    if (failed !== undefined) return failed;
    actor = named;
    block = { line: line + 1, lines: [] };
    const [word = '', ...more] = rest.trim().toLowerCase().split(/\s+/);
    if (word === '') continue;
    if (word !== 'begin' && word !== 'park' && word !== 'commit' && word !== 'rollback') return { ok: false, line, message: `\`@${named} ${word}\` is not known; write begin, park, commit or rollback.` };
    const problem = moves(states, named, word);
    if (problem !== undefined) return { ok: false, line, message: problem };
    steps.push(word === 'begin' ? { kind: word, actor: named, mode: more.join(' '), line } : { kind: word, actor: named, line });
  }
  const failed = take();
  if (failed !== undefined) return failed;
  const open = [...states].find(([, state]) => state === 'open');
  if (open !== undefined) return { ok: false, line: script.split('\n').length, message: `${open[0]} never ends: write \`-- @${open[0]} commit\`, \`rollback\` or \`park\`.` };
  return steps.length === 0 ? { ok: false, line: 1, message: 'The script has no statements.' } : { ok: true, steps };
}

/** What is wrong with this move, or undefined; then `states` has its effect. There is one connection, so one transaction is open at a time. */
function moves(states: Map<string, 'open' | 'parked'>, actor: string, move: InterleaveStep['kind']): string | undefined {
  const state = states.get(actor);
  const other = [...states].find(([name, each]) => name !== actor && each === 'open');
  if (move === 'commit' || move === 'rollback') {
    if (state === undefined) return `${actor} has no transaction to end.`;
    if (other !== undefined) return `${other[0]} has an open transaction: park, commit or roll it back before ${actor} ends.`;
    states.delete(actor);
    return undefined;
  }
  if (move === 'park') {
    if (state !== 'open') return `${actor} has no open transaction to park.`;
    states.set(actor, 'parked');
    return undefined;
  }
  if (state === 'parked') return `${actor} is parked: it can only commit or roll back.`;
  if (other !== undefined) return `${other[0]} has an open transaction: park, commit or roll it back before ${actor} goes on.`;
  if (move === 'begin' && state === 'open') return `${actor} has begun already.`;
  states.set(actor, 'open');
  return undefined;
}
