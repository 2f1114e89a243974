import assert from 'node:assert/strict';
import { matchGlobs } from '../../../server/core/config/globs';
import { configurationSchema } from '../../../server/core/config/json-schema';
import { parseConfiguration } from '../../../server/core/config/parse-configuration';
import { createResolver } from '../../../server/core/config/resolve';
import type { ConfigurableRule } from '../../../server/core/config/presets';

const rules: readonly ConfigurableRule[] = [
  { id: 'require-concurrent-index-creation', severity: 'error' },
  { id: 'no-select-star', severity: 'info' },
  { id: 'prefer-identity', severity: 'hint', optional: true },
];

function problemsOf(text: string) {
  return parseConfiguration(text, rules).problems.map(({ message, severity, span }) => ({ message, severity, at: text.slice(span.start, span.end) }));
}

function resolve(text: string, path = '/repo/db/001.sql') {
  const { configuration, problems } = parseConfiguration(text, rules);
  assert.deepEqual(problems.filter(({ severity }) => severity === 'error'), []);
  return createResolver({ path: '/repo/sqlcoach.json', folder: '/repo', configuration }, rules, 18).resolve(path);
}

describe('parseConfiguration', () => {
  it('reads every key, with comments and trailing commas', () => {
    const { configuration, problems } = parseConfiguration(
      `{ // ours
        "extends": "strict", "pgVersion": 15,
        "migrations": { "globs": ["db/*.sql"], "framework": "goose", "transaction": "each" },
        "rules": { "no-select-star": "off" },
        "overrides": [{ "files": "old/**", "pgVersion": 13, "rules": { "no-select-star": ["hint", {}] } }],
        "include": ["db/**"], "exclude": "db/dump.sql",
      }`,
      rules,
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(configuration, {
      extends: ['strict'],
      pgVersion: 15,
      migrations: { globs: ['db/*.sql'], framework: 'goose', transaction: 'each' },
      rules: new Map([['no-select-star', 'off']]),
      options: new Map(),
      overrides: [{ files: ['old/**'], pgVersion: 13, rules: new Map([['no-select-star', 'hint']]), options: new Map() }],
      baseline: undefined,
      include: ['db/**'],
      exclude: ['db/dump.sql'],
    });
  });

  it('reads an empty file as the defaults', () => {
    for (const text of ['', '{}', '// nothing\n{ }']) assert.deepEqual(parseConfiguration(text, rules).configuration.extends, ['recommended'], text);
  });

  it('names the nearest rule for an unknown one and keeps the others', () => {
    const text = '{ "rules": { "no-select-stra": "off", "require-concurrent-index-creation": "warning" } }';
    assert.deepEqual(problemsOf(text), [{ severity: 'error', at: '"no-select-stra"', message: 'There is no rule "no-select-stra". Did you mean "no-select-star"?' }]);
    assert.deepEqual([...parseConfiguration(text, rules).configuration.rules], [['require-concurrent-index-creation', 'warning']]);
  });

  it('looks for unknown rules in overrides too', () => {
    assert.deepEqual(problemsOf('{ "overrides": [{ "files": "a", "rules": { "zzz": "off" } }] }').map(({ at }) => at), ['"zzz"']);
  });

  it('puts each mistake at its place and goes on with the rest', () => {
    const text = '{ "pgVersion": 12, "extend": "all", "rules": { "no-select-star": "loud" }, "migrations": { "framework": "rails", "transaction": "one" }, "overrides": [{ "rules": {} }] }';
    assert.deepEqual(problemsOf(text).map(({ at }) => at).toSorted(), ['"extend"', '"loud"', '"rails"', '12', '{ "rules": {} }']);
    const { configuration } = parseConfiguration(text, rules);
    assert.equal(configuration.pgVersion, undefined);
    assert.equal(configuration.migrations.transaction, 'one');
    const messages = problemsOf(text).map(({ message }) => message);
    assert.ok(messages.includes('"pgVersion" must be a whole number from 13 to 18'), messages.join('\n'));
    assert.ok(messages.includes('There is no key "extend" here. Did you mean "extends"?'), messages.join('\n'));
    assert.ok(messages.some((message) => message.startsWith('"rules.no-select-star" must be one of "error"')), messages.join('\n'));
  });

  it('says where the JSON breaks', () => {
    assert.deepEqual(problemsOf('{ "rules": { "a" "off" } }'), [{ severity: 'error', at: '"off"', message: 'A colon is expected here.' }]);
    assert.equal(problemsOf('{ "rules": ').length, 1);
    assert.equal(problemsOf('[1]')[0]?.message, 'The configuration must be an object');
    assert.equal(problemsOf('\0\uFFFF')[0]?.severity, 'error');
  });

  it('keeps where the baseline is named', () => {
    const text = '{ "baseline": "known.json" }';
    const { configuration, problems } = parseConfiguration(text, rules);
    assert.deepEqual(problems, []);
    assert.deepEqual(configuration.baseline, { path: 'known.json', span: { start: 14, end: 26 } });
    assert.deepEqual(problemsOf('{ "baseline": "" }').map(({ at, message }) => [at, message]), [['""', '"baseline" must be the path of a file']]);
  });

  it('is not fooled by names of object members', () => {
    assert.equal(problemsOf('{ "rules": { "__proto__": "off", "constructor": "off" } }').length > 0, true);
    assert.equal(problemsOf('{ "toString": 1 }').length, 1);
  });
});

describe('createResolver', () => {
  it('takes each rule at its own level by default', () => {
    const { levels, pgVersion } = resolve('{}');
    assert.deepEqual([...levels], [['require-concurrent-index-creation', 'error'], ['no-select-star', 'info'], ['prefer-identity', 'off']]);
    assert.equal(pgVersion, 18);
  });

  it('raises levels in strict and switches everything on in all', () => {
    assert.equal(resolve('{ "extends": "strict" }').levels.get('no-select-star'), 'warning');
    assert.equal(resolve('{ "extends": "strict" }').levels.get('prefer-identity'), 'off');
    assert.equal(resolve('{ "extends": ["all"] }').levels.get('prefer-identity'), 'hint');
  });

  it('lets the last override that fits win', () => {
    const text = '{ "pgVersion": 16, "rules": { "no-select-star": "error" }, "overrides": [{ "files": "db/**", "pgVersion": 14, "rules": { "no-select-star": "hint" } }, { "files": ["001.sql"], "rules": { "no-select-star": "off" } }] }';
    assert.equal(resolve(text).levels.get('no-select-star'), 'off');
    assert.equal(resolve(text, '/repo/db/002.sql').levels.get('no-select-star'), 'hint');
    assert.equal(resolve(text, '/repo/db/002.sql').pgVersion, 14);
    assert.equal(resolve(text, '/repo/query.sql').levels.get('no-select-star'), 'error');
    assert.equal(resolve(text, '/elsewhere/db/002.sql').pgVersion, 16);
  });

  it('gives files with the same answer the same object', () => {
    const { configuration } = parseConfiguration('{ "overrides": [{ "files": "db", "rules": {} }] }', rules);
    const resolver = createResolver({ path: '/repo/sqlcoach.json', folder: '/repo', configuration }, rules, 18);
    assert.equal(resolver.resolve('/repo/db/1.sql'), resolver.resolve('/repo/db/2.sql'));
    assert.notEqual(resolver.resolve('/repo/db/1.sql'), resolver.resolve('/repo/2.sql'));
  });

  it('leaves out what include and exclude say, and packages always', () => {
    const { configuration } = parseConfiguration('{ "include": "db", "exclude": ["dump.sql"] }', rules);
    const resolver = createResolver({ path: '/repo/sqlcoach.json', folder: '/repo', configuration }, rules, 18);
    const included = ['/repo/db/1.sql', '/repo/db/dump.sql', '/repo/1.sql', '/repo/db/node_modules/a/b.sql'].map((path) => resolver.includes(path));
    assert.deepEqual(included, [true, false, false, false]);
  });
});

describe('matchGlobs', () => {
  it('fits plain names in any folder, folders with all in them, and takes out what ! names', () => {
    const match = matchGlobs(['db/', '*.up.sql', '!skip.up.sql']);
    assert.deepEqual(['db/x/1.sql', 'a/b/1.up.sql', 'skip.up.sql', 'a/1.sql', '.hidden/1.up.sql'].map(match), [true, true, false, false, true]);
  });
  it('fits everything for "." and nothing for an empty list', () => {
    assert.equal(matchGlobs(['.'])('a/b.sql'), true);
    assert.equal(matchGlobs([])('a.sql'), false);
  });
});

describe('configurationSchema', () => {
  it('lists every rule with its summary and refuses others', () => {
    const schema = configurationSchema([{ id: 'no-select-star', doc: 'Name the columns.\n\nWhy.\n' }]) as { properties: { rules: { properties: Record<string, { description: string }>; additionalProperties: boolean }; pgVersion: unknown } };
    assert.equal(schema.properties.rules.properties['no-select-star']?.description, 'Name the columns.');
    assert.equal(schema.properties.rules.additionalProperties, false);
    assert.deepEqual(schema.properties.pgVersion, { description: 'The PostgreSQL version that the SQL is written for.', type: 'integer', minimum: 13, maximum: 18 });
  });
});
