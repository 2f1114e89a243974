import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'zod/mini';
import { createParser } from '../server/adapters/libpg-query';
import { createCoach, drain, type CheckResult, type Coach } from '../server/core/coach';
import { describeOptions } from '../server/core/config/json-schema';
import type { Level } from '../server/core/config/schema';
import { createHistory } from '../server/core/migrations/history';
import { isDownFile } from '../server/core/migrations/source-file';
import type { Finding } from '../server/core/rules/finding';
import { rules } from '../server/core/rules/index';
import type { RegisteredRule } from '../server/core/rules/rule';
import { indexLines, positionAt } from '../server/core/text/line-index';
import { proveAll, proveFix } from './rules/fixes';
import { readFixture, wholeFile, type EarlierFile, type FixtureCase } from './rules/fixture';

const updating = process.env.UPDATE_SNAPSHOTS === '1';
/** Rules about the file itself; their documents and fixtures cannot be free of them by being correct SQL. */
const examples = /^## (Bad|Good)$([\s\S]*?)(?=^## |(?![\s\S]))/gm;

let coach: Coach;
before(async () => {
  coach = createCoach({ parser: await createParser() });
});

function check(fixture: Omit<FixtureCase, 'title' | 'expectations'>, levels: ReadonlyMap<string, Level> = new Map(), rule?: RegisteredRule): CheckResult {
  const document = coach.open(fixture.sql);
  const file = `/migrations/${fixture.name}`;
  const parts = fixture.query ? undefined : wholeFile(fixture.sql, fixture.transaction, fixture.down ? 'down' : 'up');
  const others = (files: readonly EarlierFile[]) => files.map(({ name, text }) => ({ path: `/migrations/${name}`, document: coach.open(text), parts: wholeFile(text, 'each', isDownFile(name) ? 'down' : 'up') }));
  const own = parts === undefined ? [] : [{ path: file, document, parts }];
  const history = createHistory([...others(fixture.history), ...own, ...others(fixture.later)], fixture.framework);
  const result = drain(
    coach.check({ file, document, configuration: { pgVersion: fixture.pgVersion, levels, options: optionsOf(fixture, rule) }, history, parts, transaction: fixture.transaction }),
  );
  assert.deepEqual(result.crashes, []);
  return result;
}

function optionsOf({ options }: Pick<FixtureCase, 'options'>, rule: RegisteredRule | undefined): ReadonlyMap<string, object> {
  return options === undefined || rule?.options === undefined ? new Map() : new Map([[rule.id, parse(rule.options, options)]]);
}

/** Say of nearly every file of changes what it lacks as a whole. */
const aboutWholeFiles: ReadonlySet<string> = new Set(['create-policy-lock', 'create-table-fk-lock', 'require-lock-timeout']);

/** An example shows one thing: it need not satisfy the rules that are off unless asked for, or that are about whole files. */
function othersOff(id: string): ReadonlyMap<string, Level> {
  return new Map(rules.filter((rule) => (rule.optional === true || aboutWholeFiles.has(rule.id)) && rule.id !== id).map((rule) => [rule.id, 'off']));
}

for (const rule of rules) {
  describe(`rule ${rule.id}`, () => {
    it('has a document with all its parts', () => {
      const [first = '', blank, why = ''] = rule.doc.split('\n');
      assert.match(first, /^[A-Z`].+\.$/, 'the first line is a sentence');
      assert.equal(blank, '');
      assert.ok(why.length > 40, 'the why is a paragraph');
      for (const heading of ['## Instead', '## Bad', '## Good', '## When not to use it', '## Details']) assert.ok(rule.doc.includes(`\n${heading}\n`), heading);
    });

    for (const [, kind, body = ''] of rule.doc.matchAll(examples)) {
      for (const [index, [, sql = '']] of [...body.matchAll(/```sql\n([\s\S]*?)```/g)].entries()) {
        it(`document: ${kind} example ${index + 1}`, () => {
          const [fixture] = readFixture(`-- case: document\n${sql}`);
          assert.ok(fixture);
          const found = [...new Set(check(fixture, othersOff(rule.id)).findings.map((finding) => finding.rule))];
          assert.deepEqual(found, kind === 'Bad' ? [rule.id] : []);
          const findingsIn = (text: string) => check({ ...fixture, sql: text }, othersOff(rule.id)).findings;
          for (const finding of findingsIn(fixture.sql)) for (const fix of finding.fixes) proveFix(fixture.sql, { finding, fix }, findingsIn);
          proveAll(fixture.sql, findingsIn);
        });
      }
    }

    if (rule.options !== undefined) {
      it('has options with defaults, each with a text and a case that sets it', () => {
        const described = describeOptions(rule);
        assert.deepEqual(described.map(({ name }) => name), Object.keys(rule.options?.shape ?? {}));
        for (const { name, about, fallback } of described) assert.ok(about.length > 20 && fallback !== undefined, name);
        const set = readFixture(readFileSync(`test/rules/${rule.id}.sql`, 'utf8')).flatMap(({ options }) => Object.keys(options ?? {}));
        assert.deepEqual(described.map(({ name }) => name).filter((name) => !set.includes(name)), []);
      });
    }

    const path = `test/rules/${rule.id}.sql`;
    it('has a fixture', () => assert.ok(existsSync(path), path));
    if (!existsSync(path)) return;
    const snapshots = new Map<string, string>();
    for (const fixture of readFixture(readFileSync(path, 'utf8'))) {
      it(fixture.title, () => {
        const found = check(fixture, undefined, rule).findings.filter((finding) => finding.rule === rule.id);
        compare(fixture, found);
        const findingsIn = (sql: string) => check({ ...fixture, sql }, undefined, rule).findings;
        const fixed = found.flatMap((finding) => finding.fixes.map((fix) => ({ fix, text: proveFix(fixture.sql, { finding, fix }, findingsIn) })));
        for (const { fix } of fixed) assert.notEqual(fix.kind === 'safe' && rule.fix !== 'safe', true, `${fix.title}: the rule says its fixes are ${rule.fix}`);
        proveAll(fixture.sql, findingsIn);
        snapshots.set(fixture.title, fixed.map(({ fix, text }) => `-- ${fix.kind}: ${fix.title}\n${text.replaceAll('\r\n', '\n').trimEnd()}\n`).join('\n'));
      });
    }

    after(function () {
      const snapshotPath = `test/rules/${rule.id}.fixes.snap`;
      const text = [...snapshots].filter(([, fixes]) => fixes !== '').map(([title, fixes]) => `== ${title}\n\n${fixes}`).join('\n');
      if (updating) {
        if (text !== '') writeFileSync(snapshotPath, text);
      } else if (text !== '') {
        assert.equal(text, existsSync(snapshotPath) ? readFileSync(snapshotPath, 'utf8') : '', `${snapshotPath}: review and renew with UPDATE_SNAPSHOTS=1`);
      }
    });
  });
}

interface Seen {
  readonly line: number;
  readonly message: string;
  readonly range: string | undefined;
}

function compare(fixture: FixtureCase, found: readonly Finding[]): void {
  const lines = indexLines(fixture.sql);
  const textOf = (finding: Finding) => fixture.sql.slice(finding.span.start, finding.span.end);
  const seen = found.map((finding): Seen => {
    const line = positionAt(lines, finding.span.start).line;
    const wanted = fixture.expectations.find((expected) => expected.line === line && expected.message === finding.messageId && expected.range === textOf(finding));
    return { line, message: finding.messageId, range: wanted?.range };
  });
  assert.deepEqual(ordered(seen), ordered(fixture.expectations), found.map((finding) => `${finding.messageId}: ${finding.message} [${textOf(finding)}]`).join('\n'));
}

function ordered(list: readonly Seen[]): readonly string[] {
  return list.map((each) => `${each.line + 1} ${each.message} ${each.range ?? ''}`).toSorted();
}
