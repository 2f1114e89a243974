import type { Edit } from '../text/span';
import { folderOf, type SourceFile } from './source-file';
import type { FrameworkName, MigrationPart } from './unit';

/** A migration that is there, with its sections. */
export interface Marked extends SourceFile {
  readonly framework: FrameworkName;
  readonly parts: readonly MigrationPart[];
  /** The one that must run outside a transaction. */
  readonly part: MigrationPart;
}

export interface Marking {
  readonly edits: readonly Edit[];
  readonly files: readonly SourceFile[];
}

/** Says in a migration, or beside it, that it runs outside a transaction; nothing where its framework does so by itself with one statement. */
export function markOutside(file: Marked): Marking {
  const { framework, path, text, part } = file;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  switch (framework) {
    case 'goose':
      return /^\s*--\s*\+goose\s+no\s+transaction\b/im.test(text) ? nothing : insert(part.start + leadingSpace(text, part.start), `-- +goose NO TRANSACTION${eol}`);
    case 'dbmate':
      return { edits: file.parts.flatMap(({ start }) => option(text, start, ' transaction:false')), files: [] };
    case 'liquibase':
      return { edits: option(text, part.start, ' runInTransaction:false'), files: [] };
    case 'sqlx':
      return text.startsWith('-- no-transaction') ? nothing : insert(0, `-- no-transaction${eol}`);
    case 'atlas':
      return /^--\s*atlas:txmode\s+none\b/m.test(text) ? nothing : insert(0, `-- atlas:txmode none${eol}${eol}`);
    case 'diesel':
      return { edits: [], files: [{ path: `${folderOf(path)}/metadata.toml`, text: `run_in_transaction = false${eol}` }] };
    case 'flyway':
      return { edits: [], files: [{ path: `${path}.conf`, text: `executeInTransaction=false${eol}` }] };
    default:
      return nothing;
  }
}

const nothing: Marking = { edits: [], files: [] };

function insert(at: number, added: string): Marking {
  return { edits: [{ start: at, end: at, text: added }], files: [] };
}

function leadingSpace(text: string, from: number): number {
  return /^\s*/.exec(text.slice(from))?.[0].length ?? 0;
}

/** Behind the line of a marker, unless it is there already. */
function option(text: string, start: number, added: string): readonly Edit[] {
  const from = start + leadingSpace(text, start);
  const line = /^[^\r\n]*/.exec(text.slice(from))?.[0] ?? '';
  if (!line.startsWith('--') || line.includes(added.trim())) return [];
  const at = from + line.trimEnd().length;
  return [{ start: at, end: at, text: added }];
}
