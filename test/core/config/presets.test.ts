import assert from 'node:assert/strict';
import { parseConfiguration } from '../../../server/core/config/parse-configuration';
import { createResolver } from '../../../server/core/config/resolve';
import { drain, type Coach } from '../../../server/core/coach';
import type { Severity } from '../../../server/core/rules/finding';
import { rules } from '../../../server/core/rules/index';
import { makeCoach } from '../check/coach';

function configured(value: unknown) {
  const { configuration, problems } = parseConfiguration(JSON.stringify(value), rules);
  assert.deepEqual(problems, []);
  return createResolver({ path: '/repo/sqlcoach.json', folder: '/repo', configuration }, rules, 18).resolve('/repo/a.sql');
}

const higher: Readonly<Record<Severity, Severity>> = { error: 'error', warning: 'error', info: 'warning', hint: 'info' };
const usual = rules.filter(({ optional }) => optional !== true);
const others = rules.filter(({ optional }) => optional === true);

describe('presets', () => {
  let coach: Coach;
  before(async () => {
    coach = await makeCoach();
  });

  function severitiesIn(preset: unknown, sql: string, rule: string): readonly Severity[] {
    const request = { file: '/repo/a.sql', document: coach.open(sql), configuration: configured(preset), history: undefined, parts: undefined, transaction: 'unknown' as const };
    return drain(coach.check(request)).findings.filter((finding) => finding.rule === rule).map(({ severity }) => severity);
  }

  it('say something of every rule', () => {
    for (const preset of ['recommended', 'strict', 'all']) assert.deepEqual([...configured({ extends: preset }).levels.keys()].toSorted(), rules.map(({ id }) => id).toSorted());
    assert.ok(usual.length > 150 && others.length > 10);
  });

  it('recommended, which is the default, has the rules that are not optional at their own level', () => {
    const { levels } = configured({});
    assert.deepEqual([...levels], [...configured({ extends: 'recommended' }).levels]);
    for (const { id, severity } of usual) assert.equal(levels.get(id), severity, id);
    for (const { id } of others) assert.equal(levels.get(id), 'off', id);
  });

  it('strict has the same rules a level higher', () => {
    const { levels } = configured({ extends: 'strict' });
    for (const { id, severity } of usual) assert.equal(levels.get(id), higher[severity], id);
    for (const { id } of others) assert.equal(levels.get(id), 'off', id);
  });

  it('all has every rule at its own level', () => {
    const { levels } = configured({ extends: 'all' });
    for (const { id, severity } of rules) assert.equal(levels.get(id), severity, id);
  });

  it('take effect in a check', () => {
    const drop = 'DROP TABLE orders;';
    assert.deepEqual(['recommended', 'strict', 'all'].map((preset) => severitiesIn({ extends: preset }, drop, 'ban-drop-table')), [['warning'], ['error'], ['warning']]);
    const varying = 'SELECT CASE WHEN a THEN 1 ELSE NULL END FROM t;';
    assert.deepEqual(['recommended', 'strict', 'all'].map((preset) => severitiesIn({ extends: preset }, varying, 'else-null').length), [0, 0, 1]);
  });

  it('do not raise what a rule itself says less loudly', () => {
    const star = 'SELECT * FROM orders; CREATE VIEW v AS SELECT * FROM orders;';
    assert.deepEqual(severitiesIn({ extends: 'recommended' }, star, 'select-star'), ['info', 'warning']);
    assert.deepEqual(severitiesIn({ extends: 'strict' }, star, 'select-star'), ['info', 'error']);
  });

  it('may stand in a list, where the later one wins, and single rules win over all', () => {
    assert.equal(configured({ extends: ['all', 'strict'] }).levels.get('else-null'), 'off');
    const both = configured({ extends: ['strict', 'all'], rules: { 'else-null': 'error', 'safety/*': 'hint', 'ban-drop-table': 'info' } }).levels;
    assert.deepEqual(['else-null', 'ban-drop-table', 'truncate', 'select-star'].map((id) => both.get(id)), ['error', 'info', 'hint', 'warning']);
  });
});
