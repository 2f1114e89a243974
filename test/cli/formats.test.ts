import assert from 'node:assert/strict';
import type { Log } from 'sarif';
import { applyEdits } from '../../server/core/text/span';
import { indexLines, offsetAt } from '../../server/core/text/line-index';
import { busyMachine, Project } from '../lsp/client';
import { run } from './run';

const name = 'odd, name: 100%.sql';
const sql = [
  "SELECT '𝄞' AS clef, * FROM \"a&b<c>\";",
  'CREATE INDEX one ON orders (a);',
  'CREATE INDEX two ON orders (b);',
  'ALTER TABLE orders',
  '  ALTER COLUMN c SET NOT NULL;',
  '',
].join('\r\n');

describe('formats of sql-coach check', function () {
  this.timeout(busyMachine);
  let project: Project;
  before(() => {
    project = new Project({ 'sqlcoach.json': '{ "rules": { "require-lock-timeout": "off" } }', [name]: sql, 'moved.sql': `-- one line more\n${sql}`, 'clean.sql': 'SELECT 1;\n' });
  });
  after(() => project.remove());
  const report = async (format: string, ...paths: string[]) => {
    const { out, error, status } = await run(['check', '--format', format, ...paths], { folder: project.folder });
    assert.equal(error, '');
    assert.equal(status, paths.includes('clean.sql') && paths.length === 1 ? 0 : 1);
    return out;
  };
  interface Reported {
    readonly rule: string;
    readonly message: string;
    readonly severity: string;
    readonly start: { readonly line: number; readonly column: number };
    readonly end: { readonly line: number; readonly column: number };
    readonly fixes: readonly { readonly title: string; readonly edits: readonly { readonly start: number; readonly end: number; readonly text: string }[] }[];
  }
  const json = async (path: string) => (JSON.parse(await report('json', path)) as { files: { findings: Reported[] }[] }).files[0]?.findings ?? [];

  it('SARIF has the rules, the places, the fixes and what names a finding wherever it moves', async () => {
    const log = JSON.parse(await report('sarif', name)) as Log;
    assert.equal(log.version, '2.1.0');
    const [sarif] = log.runs;
    assert.ok(sarif);
    assert.equal(sarif.columnKind, 'utf16CodeUnits');
    assert.deepEqual(sarif.artifacts?.map(({ location }) => location?.uri), ['odd%2C%20name%3A%20100%25.sql']);
    const results = sarif.results ?? [];
    const expected = await json(name);
    assert.ok(expected.length >= 4);
    assert.deepEqual(results.map(({ ruleId, message, locations }) => [ruleId, message.text, locations?.[0]?.physicalLocation?.region]), expected.map(({ rule, message, start, end }) => [
      rule, message, { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
    ]));
    const described = sarif.tool.driver.rules ?? [];
    for (const { ruleId, ruleIndex, level } of results) {
      const rule = described[ruleIndex ?? -1];
      assert.equal(rule?.id, ruleId);
      assert.match(rule?.helpUri ?? '', /^https:.*\.md$/);
      assert.ok((rule?.shortDescription?.text.length ?? 0) > 10 && rule?.defaultConfiguration?.level !== undefined && level !== undefined);
    }
    assert.equal(new Set(described.map(({ id }) => id)).size, described.length);
    const lines = indexLines(sql);
    const at = (line = 1, column = 1) => offsetAt(lines, { line: line - 1, character: column - 1 });
    for (const [index, { fixes = [] }] of results.entries()) {
      const made = fixes.map((fix) => applyEdits(sql, (fix.artifactChanges[0]?.replacements ?? []).map(({ deletedRegion: region, insertedContent }) => ({ start: at(region.startLine, region.startColumn), end: at(region.endLine, region.endColumn), text: insertedContent?.text ?? '' }))));
      assert.deepEqual(made, expected[index]?.fixes.map(({ edits }) => applyEdits(sql, edits)));
    }
  });

  it('SARIF and GitLab name findings as before where they only move, and each by another name', async () => {
    const fingerprints = async (path: string) => ((JSON.parse(await report('sarif', path)) as Log).runs[0]?.results ?? []).map(({ partialFingerprints }) => partialFingerprints?.['statement/v1']);
    assert.deepEqual(await fingerprints('moved.sql'), await fingerprints(name));
    const issues = JSON.parse(await report('gitlab', name, 'moved.sql')) as { fingerprint: string }[];
    assert.equal(new Set(issues.map(({ fingerprint }) => fingerprint)).size, issues.length);
  });

  const schemaPath = process.env['SARIF_SCHEMA'];
  if (schemaPath !== undefined) {
    it('SARIF is valid by the schema that was named', async () => {
      const { readFileSync } = await import('node:fs');
      const { createRequire } = await import('node:module');
      const { default: Ajv } = createRequire(`${process.cwd()}/package.json`)('ajv') as { default: new (options: object) => { compile(schema: object): ((value: unknown) => boolean) & { errors?: unknown } } };
      // The official schema is of draft 4, whose other keywords it uses mean the same today.
      const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(schemaPath, 'utf8')) as Record<string, unknown>;
      const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
      for (const paths of [[name, 'moved.sql', 'clean.sql'], ['clean.sql'], [`${project.folder}/clean.sql`, name]]) {
        assert.ok(validate(JSON.parse((await run(['check', '--format', 'sarif', ...paths], { folder: project.folder })).out)), JSON.stringify(validate.errors));
      }
    });
  }

  it('GitHub gets a command for each finding, escaped', async () => {
    const out = await report('github', name);
    const commands = out.trimEnd().split('\n');
    const expected = await json(name);
    assert.equal(commands.length, expected.length);
    for (const [index, command] of commands.entries()) {
      const finding = expected[index];
      assert.ok(finding);
      const [, kind = '', properties = '', message = ''] = /^::(error|warning|notice) ([^:]*)::(.*)$/.exec(command) ?? [];
      assert.equal(kind, finding.severity === 'error' ? 'error' : finding.severity === 'warning' ? 'warning' : 'notice');
      const given = new Map(properties.split(',').map((each) => each.split('=') as [string, string]));
      assert.equal(given.get('file'), 'odd%2C name%3A 100%25.sql');
      assert.equal(given.get('line'), String(finding.start.line));
      assert.equal(given.get('title'), finding.rule);
      assert.equal(given.has('col'), finding.start.line === finding.end.line);
      assert.equal(message.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%'), finding.message);
    }
    assert.equal(await report('github', 'clean.sql'), '');
  });

  it('GitLab gets its Code Quality report', async () => {
    const issues = JSON.parse(await report('gitlab', name)) as Record<string, unknown>[];
    const severities: Readonly<Record<string, string>> = { error: 'critical', warning: 'major', info: 'minor', hint: 'info' };
    assert.deepEqual(issues.map((issue) => ({ ...issue, fingerprint: undefined })), (await json(name)).map(({ rule, message, severity, start, end }) => ({
      description: message, check_name: rule, fingerprint: undefined, severity: severities[severity], location: { path: name, lines: { begin: start.line, end: end.line } },
    })));
    assert.deepEqual(JSON.parse(await report('gitlab', 'clean.sql')), []);
  });

  it('JUnit is well-formed, and counts what lets the run fail', async () => {
    const out = await report('junit', name, 'clean.sql');
    const tests = readXml(out).filter(({ tag }) => tag === 'testcase');
    const [all] = readXml(out).filter(({ tag }) => tag === 'testsuites');
    const expected = await json(name);
    assert.equal(tests.length, expected.length + 1);
    assert.deepEqual([all?.attributes.get('tests'), all?.attributes.get('failures')], [String(tests.length), String(expected.filter(({ severity }) => severity === 'error').length)]);
    assert.deepEqual(tests.map(({ attributes }) => attributes.get('file')), [...expected.map(() => name), 'clean.sql']);
    const failures = readXml(out).filter(({ tag }) => tag === 'failure');
    assert.deepEqual(failures.map(({ attributes }) => attributes.get('message')), expected.filter(({ severity }) => severity === 'error').map(({ message }) => message));
    const strict = readXml((await run(['check', '--format', 'junit', '--fail-on', 'info', name], { folder: project.folder })).out).filter(({ tag }) => tag === 'failure');
    assert.equal(strict.length, expected.filter(({ severity }) => severity !== 'hint').length);
  });

  it('JUnit leaves out what XML has no place for', async () => {
    const odd = new Project({ 'a.sql': 'SELECT * FROM "a\u0001]]>\u{1d11e}&\'";\n' });
    const { out } = await run(['check', '--format', 'junit', 'a.sql'], { folder: odd.folder });
    odd.remove();
    assert.ok(readXml(out).some(({ text: inside }) => inside.includes('"a\uFFFD]]>\u{1d11e}&')), out);
  });
});

interface XmlElement {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  text: string;
}

/** Reads the XML that has elements, attributes and text; throws where it is not well-formed. */
function readXml(source: string): readonly XmlElement[] {
  assert.doesNotMatch(source, /(?![\t\n\r])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/u);
  const elements: XmlElement[] = [];
  const open: XmlElement[] = [];
  const declared = /^<\?xml version="1\.0" encoding="UTF-8"\?>\n/.exec(source);
  assert.ok(declared);
  const token = /<\/([a-z-]+)>|<([a-z-]+)((?: [a-z]+="[^"<]*")*)(\/?)>|([^<]+)/gy;
  token.lastIndex = declared[0].length;
  while (token.lastIndex < source.length) {
    const at = token.lastIndex;
    const [whole, closed, tag, attributes = '', empty, text] = token.exec(source) ?? [];
    assert.ok(whole !== undefined, `not well-formed at ${source.slice(at, at + 80)}`);
    if (closed !== undefined) assert.equal(open.pop()?.tag, closed);
    else if (tag !== undefined) {
      const element = { tag, attributes: new Map([...attributes.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, unescape(value)])), text: '' };
      elements.push(element);
      if (empty === '') open.push(element);
    } else {
      const inside = open.at(-1);
      assert.ok(inside !== undefined || whole.trim() === '');
      if (inside !== undefined) inside.text += unescape(text ?? '');
    }
  }
  assert.deepEqual(open, []);
  return elements;
}

function unescape(text: string): string {
  assert.doesNotMatch(text, /&(?!(?:amp|lt|gt|quot|#\d+);)/);
  return text.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code))).replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
