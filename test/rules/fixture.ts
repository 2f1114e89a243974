import type { FrameworkName, MigrationPart, TransactionMode } from '../../server/core/migrations/unit';

/** One case of a fixture: the file under test, what came before it, and what is expected. */
export interface FixtureCase {
  readonly title: string;
  readonly pgVersion: number;
  readonly transaction: TransactionMode;
  readonly query: boolean;
  /** The file undoes a migration. */
  readonly down: boolean;
  /** The migrations before it, and those after it. */
  readonly history: readonly EarlierFile[];
  readonly later: readonly EarlierFile[];
  /** The name of its file. */
  readonly name: string;
  readonly framework: FrameworkName | undefined;
  /** Of the rule, as the configuration gives them. */
  readonly options: Readonly<Record<string, unknown>> | undefined;
  readonly sql: string;
  readonly expectations: readonly Expectation[];
}

export interface EarlierFile {
  readonly name: string;
  readonly text: string;
}

export interface Expectation {
  /** 0-based line of `sql` on which the finding starts. */
  readonly line: number;
  readonly message: string;
  readonly range: string | undefined;
}

const directive = /^-- (pg-version|options|transaction|query|down|crlf|framework|history|later|file|case)(?=:|$):?\s*(.*)$/;
const expectation = /^\s*-- expect: (\w+)(?: "(.*)")?\s*$/;

/** Reads `test/rules/<id>.sql`: cases begin with `-- case: title`; directives and `-- expect:` lines are described in CONTRIBUTING.md. */
export function readFixture(text: string): readonly FixtureCase[] {
  const cases = text.replaceAll('\r\n', '\n').split(/^(?=-- case:)/m).filter((part) => part.startsWith('-- case:'));
  return cases.map(readCase);
}

function readCase(text: string): FixtureCase {
  const settings = { pgVersion: 18, transaction: 'unknown' as TransactionMode, query: false, down: false, crlf: false, options: undefined as Record<string, unknown> | undefined };
  const history: { readonly name: string; readonly lines: string[] }[] = [];
  const later: typeof history = [];
  const file: string[] = [];
  const expectations: Expectation[] = [];
  let title = '';
  let into = file;
  let framework: FrameworkName | undefined;
  let fileName = '999.sql';
  const start = (files: typeof history, own: string) => {
    const added = { name: own === '' ? `${files === later ? '9990' : ''}${String(files.length).padStart(3, '0')}.sql` : own, lines: [] };
    files.push(added);
    return added.lines;
  };
  for (const line of text.trimEnd().split('\n')) {
    const [, name, value = ''] = directive.exec(line) ?? [];
    const expected = expectation.exec(line);
    if (name === 'case') title = value;
    else if (name === 'pg-version') settings.pgVersion = Number(value);
    else if (name === 'options') settings.options = JSON.parse(value) as Record<string, unknown>;
    else if (name === 'transaction') settings.transaction = value as TransactionMode;
    else if (name === 'query') settings.query = true;
    else if (name === 'down') settings.down = true;
    else if (name === 'crlf') settings.crlf = true;
    else if (name === 'framework') framework = value as FrameworkName;
    else if (name === 'history') into = start(history, value);
    else if (name === 'later') into = start(later, value);
    else if (name === 'file') {
      into = file;
      if (value !== '') fileName = value;
    }
    else if (expected !== null && into === file) expectations.push({ line: lastSqlLine(file), message: expected[1] ?? '', range: expected[2] });
    else into.push(line);
  }
  const { crlf, ...rest } = settings;
  const whole = (files: typeof history) => files.map(({ name, lines }) => ({ name, text: lines.join('\n') }));
  return { title, ...rest, framework, name: fileName, history: whole(history), later: whole(later), sql: file.join(crlf ? '\r\n' : '\n') + '\n', expectations };
}

function lastSqlLine(lines: readonly string[]): number {
  const index = lines.findLastIndex((line) => line.trim() !== '' && (!line.trimStart().startsWith('--') || line.includes('sql-coach-ignore')));
  if (index < 0) throw new Error('An -- expect: line needs a line of SQL before it');
  return index;
}

export function wholeFile(text: string, transaction: TransactionMode, direction: MigrationPart['direction'] = 'up'): readonly MigrationPart[] {
  return [{ direction, start: 0, end: text.length + 1, transaction }];
}
