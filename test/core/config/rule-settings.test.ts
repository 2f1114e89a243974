import assert from 'node:assert/strict';
import { configurationSchema, describeOptions } from '../../../server/core/config/json-schema';
import { parseConfiguration } from '../../../server/core/config/parse-configuration';
import type { ConfigurableRule } from '../../../server/core/config/presets';
import { createResolver } from '../../../server/core/config/resolve';
import { rules as realRules } from '../../../server/core/rules/index';
import { defaultsOf, defineOptions, duration, ignoredTables, isListed, listOfNames, someOf, wholeNumber, yesOrNo } from '../../../server/core/rules/options';

const options = defineOptions({
  maximum: wholeNumber(3, { least: 1, most: 9 }, 'How many.'),
  wait: duration('5s', 'How long.'),
  places: someOf(['query', 'view'], 'Where.'),
  names: listOfNames('Which.'),
  strictly: yesOrNo(false, 'Whether.'),
  ignoreTables: ignoredTables(),
});

const doc = 'What it finds.\n';
const rules: readonly (ConfigurableRule & { readonly doc: string })[] = [
  { doc, id: 'long-list', severity: 'warning', group: 'performance', options },
  { doc, id: 'odd-list', severity: 'info', group: 'performance', optional: true },
  { doc, id: 'big-lock', severity: 'error', group: 'safety' },
];

function problemsOf(text: string) {
  return parseConfiguration(text, rules).problems.map(({ message, severity, span }) => ({ message, severity, at: text.slice(span.start, span.end) }));
}

function resolve(value: unknown, path = '/repo/a.sql') {
  const { configuration, problems } = parseConfiguration(JSON.stringify(value), rules);
  assert.deepEqual(problems, []);
  const resolved = createResolver({ path: '/repo/sqlcoach.json', folder: '/repo', configuration }, rules, 18).resolve(path);
  return { levels: Object.fromEntries(resolved.levels), options: Object.fromEntries(resolved.options ?? []) };
}

describe('options of rules', () => {
  it('have defaults, which stand for those that are not given', () => {
    const defaults = { maximum: 3, wait: '5s', places: ['query', 'view'], names: [], strictly: false, ignoreTables: [] };
    assert.deepEqual(defaultsOf(options), defaults);
    assert.deepEqual(resolve({ rules: { 'long-list': ['error', { maximum: 5 }] } }).options, { 'long-list': { ...defaults, maximum: 5 } });
    assert.deepEqual(resolve({ rules: { 'long-list': 'error', 'odd-list': ['hint', {}] } }).options, {});
  });

  it('stay where an override gives only a level, and are others where it gives some', () => {
    const configuration = (rule: unknown) => ({ rules: { 'long-list': ['error', { maximum: 5, strictly: true }] }, overrides: [{ files: 'old/**', rules: { 'long-list': rule } }] });
    const optionsIn = (rule: unknown) => resolve(configuration(rule), '/repo/old/a.sql').options['long-list'] as { maximum: number; strictly: boolean };
    assert.equal(optionsIn('hint').maximum, 5);
    assert.deepEqual([optionsIn(['hint', { maximum: 2 }]).maximum, optionsIn(['hint', { maximum: 2 }]).strictly], [2, false]);
    assert.equal((resolve(configuration(['hint', { maximum: 2 }])).options['long-list'] as { maximum: number }).maximum, 5);
  });

  it('that are wrong are errors at their place that say what is allowed', () => {
    const at = (given: string) => problemsOf(`{ "rules": { "long-list": ["error", ${given}] } }`);
    const wrong: readonly (readonly [string, string, string])[] = [
      ['{ "maximum": 0 }', '0', 'Option "maximum" of rule "long-list" must be a whole number from 1 to 9'],
      ['{ "maximum": 2.5 }', '2.5', 'Option "maximum" of rule "long-list" must be a whole number from 1 to 9'],
      ['{ "wait": "soon" }', '"soon"', 'Option "wait" of rule "long-list" must be a time above zero such as "500ms", "5s" or "1min"'],
      ['{ "wait": "0s" }', '"0s"', 'Option "wait" of rule "long-list" must be a time above zero such as "500ms", "5s" or "1min"'],
      ['{ "places": ["query", "table"] }', '"table"', 'Option "places[1]" of rule "long-list" must be a list of some of "query", "view"'],
      ['{ "places": [] }', '[]', 'Option "places" of rule "long-list" must be a list of some of "query", "view"'],
      ['{ "names": [1] }', '1', 'Option "names[0]" of rule "long-list" must be a list of names'],
      ['{ "strictly": 1 }', '1', 'Option "strictly" of rule "long-list" must be true or false'],
      ['{ "ignoreTables": ["a.b.c"] }', '"a.b.c"', 'Option "ignoreTables[0]" of rule "long-list" must be a list of tables such as "audit_log", "tmp_*" or "archive.*"'],
      ['{ "maximun": 3 }', '"maximun"', 'Rule "long-list" has no option "maximun". Did you mean "maximum"?'],
      ['{ "zzz": 3 }', '"zzz"', 'Rule "long-list" has no option "zzz". It has "maximum", "wait", "places", "names", "strictly", "ignoreTables".'],
    ];
    for (const [given, place, message] of wrong) assert.deepEqual(at(given), [{ severity: 'error', at: place, message }], given);
    assert.deepEqual(problemsOf('{ "overrides": [{ "files": "a", "rules": { "long-list": ["off", { "maximum": "9" }] } }] }').map(({ at: place }) => place), ['"9"']);
    assert.deepEqual(problemsOf('{ "rules": { "big-lock": ["error", { "maximum": 3 }] } }'), [{ severity: 'error', at: '{ "maximum": 3 }', message: 'Rule "big-lock" has no options.' }]);
  });

  it('are in the JSON schema and can be told in a table', () => {
    const schema = configurationSchema(rules) as { properties: { rules: { properties: Record<string, { anyOf: { items: unknown[] }[] }> } } };
    const given = schema.properties.rules.properties['long-list']?.anyOf[1]?.items[1] as { properties: Record<string, unknown>; additionalProperties: boolean; required?: unknown };
    assert.deepEqual(given.properties['maximum'], { description: 'How many.', default: 3, type: 'integer', minimum: 1, maximum: 9 });
    assert.equal(given.additionalProperties, false);
    assert.equal(given.required, undefined);
    assert.deepEqual(describeOptions({ options }).map(({ name, allowed, fallback }) => `${name}: ${allowed}; ${fallback}`), [
      'maximum: a whole number from 1 to 9; 3', 'wait: a time such as `"5s"`; "5s"', 'places: a list of `"query"`, `"view"`; ["query","view"]',
      'names: a list of texts; []', 'strictly: `true` or `false`; false', 'ignoreTables: a list of texts; []',
    ]);
  });

  it('are had by at least a dozen rules', () => {
    assert.ok(realRules.filter((rule) => rule.options !== undefined).length >= 12);
  });
});

describe('a list of tables', () => {
  const catalog = { resolve: ({ schema = 'public', name }: { readonly schema?: string | undefined; readonly name: string }) => ({ schema, name }) };
  const listed = (pattern: string, name: string, schema?: string) => isListed([pattern], schema === undefined ? { name } : { schema, name }, catalog);

  it('fits names in any schema, or in one', () => {
    assert.deepEqual([listed('a', 'a'), listed('a', 'a', 's'), listed('a', 'b'), listed('a', 'A')], [true, true, false, false]);
    assert.deepEqual([listed('public.a', 'a'), listed('s.a', 'a'), listed('s.*', 'a', 's'), listed('*.a', 'a', 's')], [true, false, true, true]);
  });

  it('takes a star for any letters', () => {
    for (const [pattern, name, fits] of [['tmp_*', 'tmp_a', true], ['tmp_*', 'tmp', false], ['*_old', 'a_old', true], ['a*b*c', 'axxbyyc', true], ['a*b*c', 'acb', false], ['aa*a', 'aa', false], ['*', 'a', true], ['a.*x', 'a', false]] as const) {
      assert.equal(listed(pattern, name), fits, `${pattern} ${name}`);
    }
  });
});

describe('groups of rules', () => {
  it('are switched off or to another level at once; single rules win wherever they stand', () => {
    assert.deepEqual(resolve({ rules: { 'performance/*': 'off' } }).levels, { 'long-list': 'off', 'odd-list': 'off', 'big-lock': 'error' });
    assert.deepEqual(resolve({ rules: { 'big-lock': 'hint', 'safety/*': 'off' } }).levels['big-lock'], 'hint');
    assert.deepEqual(resolve({ extends: 'all', rules: { 'performance/*': 'error' } }).levels, { 'long-list': 'error', 'odd-list': 'error', 'big-lock': 'error' });
  });

  it('leave those off that nobody has switched on', () => {
    assert.deepEqual(resolve({ rules: { 'performance/*': 'error' } }).levels, { 'long-list': 'error', 'odd-list': 'off', 'big-lock': 'error' });
  });

  it('may stand in overrides', () => {
    const configuration = { rules: { 'big-lock': 'warning' }, overrides: [{ files: 'old/**', rules: { 'safety/*': 'off', 'long-list': 'hint' } }] };
    assert.deepEqual(resolve(configuration, '/repo/old/a.sql').levels, { 'long-list': 'hint', 'odd-list': 'off', 'big-lock': 'off' });
  });

  it('that do not exist, or have options, are errors', () => {
    assert.deepEqual(problemsOf('{ "rules": { "safe/*": "off" } }'), [{ severity: 'error', at: '"safe/*"', message: 'There is no group "safe". Groups: performance, safety.' }]);
    assert.deepEqual(problemsOf('{ "rules": { "safety/*": ["off", {}] } }'), [{ severity: 'error', at: '{}', message: '"safety/*" takes a level only; options belong to a single rule.' }]);
  });

  it('are in the JSON schema', () => {
    const schema = configurationSchema(rules) as { properties: { rules: { properties: Record<string, { enum?: unknown }> } } };
    assert.deepEqual(schema.properties.rules.properties['safety/*']?.enum, ['error', 'warning', 'info', 'hint', 'off']);
  });
});
