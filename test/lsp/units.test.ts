import assert from 'node:assert/strict';
import { groupByHistory } from '../../server/adapters/migration-folders';
import { decodeText } from '../../server/adapters/text-decoder';
import { createParser } from '../../server/adapters/libpg-query';
import { createCoach, type Coach } from '../../server/core/coach';
import { readLessonSettings, readSettings, settings } from '../../server/core/settings';
import { Documents, fileOf } from '../../server/lsp/documents';
import { applyEdits } from '../../server/core/text/span';
import { indexLines, positionAt } from '../../server/core/text/line-index';

function bytes(...values: number[]): Uint8Array {
  return new Uint8Array(values);
}

function message(input: Uint8Array): string {
  const decoded = decodeText(input);
  return decoded.ok ? decoded.text : decoded.message;
}

describe('decodeText', () => {
  it('reads UTF-8 and UTF-16, without the byte order mark', () => {
    assert.equal(message(bytes()), '');
    assert.equal(message(bytes(0xef, 0xbb, 0xbf, 0x61)), 'a');
    assert.equal(message(bytes(0xff, 0xfe, 0x61, 0)), 'a');
    assert.equal(message(bytes(0xfe, 0xff, 0, 0x61)), 'a');
    assert.equal(message(bytes(0x61, 0, 0x62)), 'a\0b');
    assert.equal(message(new TextEncoder().encode('é𝄞')), 'é𝄞');
  });

  it('says line and byte of what is no text', () => {
    assert.match(message(bytes(0xff)), /^line 1: byte 0 \(0xff\)/);
    assert.match(message(bytes(0x61, 0x0d, 0x0a, 0x61, 0x80)), /^line 2: byte 4 \(0x80\)/);
    assert.match(message(bytes(0x61, 0xe4, 0x20)), /^line 1: byte 1 \(0xe4\)/);
    assert.match(message(bytes(0x61, 0xf0, 0x9d, 0x84)), /^line 1: byte 1 \(0xf0\)/);
    assert.match(message(bytes(0xff, 0xfe, 0x61)), /is not valid UTF-16/);
  });
});

describe('groupByHistory', () => {
  it('finds the folders of migrations, one history each', () => {
    const groups = groupByHistory([
      '/p/db/migrate/20240101000000_a.sql', '/p/prisma/migrations/20240101_a/migration.sql', '/p/prisma/migrations/20240102_b/migration.sql',
      '/p/sql/V1__a.sql', '/p/queries/list.sql', '/p/supabase/migrations/20240101000000_a.sql', '/p/report_2024.sql', '/p/x/000001_a.up.sql',
    ]);
    assert.deepEqual(groups.map(({ folder, paths }) => [folder, paths.length]), [
      ['/p/db/migrate', 1], ['/p/prisma/migrations', 2], ['/p/sql', 1], ['/p/supabase/migrations', 1], ['/p/x', 1],
    ]);
  });

  it('separates histories of other databases, and those that count from their own start', () => {
    const folders = (...paths: string[]) => groupByHistory(paths).map(({ folder, paths: { length } }) => `${folder} ${length}`);
    assert.deepEqual(folders('/p/migrations/mysql/1_a.sql', '/p/migrations/postgres/1_a.sql', '/p/migrations/postgres/2_b.sql'), ['/p/migrations/mysql 1', '/p/migrations/postgres 2']);
    assert.deepEqual(folders('/p/migrations/shared/0001-a.sql', '/p/migrations/tenant/0001-b.sql', '/p/migrations/tenant/0002-c.sql'), ['/p/migrations/shared 1', '/p/migrations/tenant 2']);
    // Releases, years and modules with numbers that go on are one history.
    assert.deepEqual(folders('/p/migrations/v1/001.sql', '/p/migrations/v2/001.sql'), ['/p/migrations 2']);
    assert.deepEqual(folders('/p/migrations/main/001.up.sql', '/p/migrations/main/001.down.sql', '/p/migrations/extra/002.up.sql'), ['/p/migrations 3']);
    assert.deepEqual(folders('/p/migrations/0_base.sql', '/p/migrations/a/1.sql', '/p/migrations/b/1.sql'), ['/p/migrations 3']);
  });
});

describe('readSettings', () => {
  it('gives defaults for what is missing or wrong', () => {
    const defaults = readSettings(undefined);
    for (const section of [null, 1, 'x', [], { enable: 'yes', pgVersion: 99, codeLens: null, explain: { statementTimeout: -1 } }]) assert.deepEqual(readSettings(section), defaults);
  });
  it('reads nested and flat keys', () => {
    assert.equal(readSettings({ codeLens: { explain: false } }).codeLensExplain, false);
    assert.equal(readSettings({ 'codeLens.explain': false }).codeLensExplain, false);
    assert.equal(readSettings({ pgVersion: 14 }).pgVersion, 14);
  });
  it('reads those of the lessons, with a goal that a week can hold', () => {
    assert.deepEqual(readLessonSettings({ lessons: { weeklyGoal: 6, reminders: true } }), { weeklyGoal: 6, reminders: true });
    for (const weeklyGoal of [1, 7, 3.5, '4']) assert.deepEqual(readLessonSettings({ lessons: { weeklyGoal, reminders: 1 } }), { weeklyGoal: 4, reminders: false });
  });
  it('lists each setting once, under our name, with a default of its type', () => {
    assert.equal(new Set(settings.map(({ name }) => name)).size, settings.length);
    for (const { name, type, default: value, enum: choices, enumDescriptions } of settings) {
      assert.match(name, /^sqlCoach\./);
      assert.equal(typeof value, type, name);
      if (choices !== undefined) assert.ok(choices.includes(value as never) && enumDescriptions?.length === choices.length, name);
    }
  });
});

describe('Documents', () => {
  let coach: Coach;
  before(async () => {
    coach = createCoach({ parser: await createParser() });
  });

  it('apply the changes of many cursors as one by one', () => {
    const alphabet = ['a', 'é', '𝄞', '\n', '\r\n', ';', ' '];
    let state = 7;
    const random = (limit: number) => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state % limit;
    };
    const piece = () => Array.from({ length: random(4) }, () => alphabet[random(alphabet.length)]).join('');
    for (let round = 0; round < 300; round++) {
      const documents = new Documents(coach);
      let text = Array.from({ length: 30 }, () => alphabet[random(alphabet.length)]).join('');
      documents.open('untitled:a', 1, text);
      const changes = Array.from({ length: random(5) + 1 }, () => {
        const lines = indexLines(text);
        const [a, b] = [random(text.length + 1), random(text.length + 1)];
        // An editor never cuts a line break or a character in two.
        const span = { start: clean(text, Math.min(a, b)), end: clean(text, Math.max(a, b)) };
        const change = { range: { start: positionAt(lines, span.start), end: positionAt(lines, span.end) }, text: piece() };
        text = applyEdits(text, [{ ...span, text: change.text }]);
        return change;
      });
      assert.equal(documents.change('untitled:a', 2, changes)?.document.text, text, `round ${round}: ${JSON.stringify(changes)}`);
    }
  });

  it('take a change without range as the whole text', () => {
    const documents = new Documents(coach);
    documents.open('untitled:a', 1, 'SELECT 1;');
    assert.equal(documents.change('untitled:a', 2, [{ text: 'SELECT 2;\nSELECT 3;' }])?.document.statements.length, 2);
    assert.equal(documents.change('untitled:b', 2, [{ text: 'x' }]), undefined);
  });

  it('name files by path and others by URI', () => {
    assert.equal(fileOf('file:///a/b%20c.sql'), '/a/b c.sql');
    assert.equal(fileOf('untitled:Untitled-1'), 'untitled:Untitled-1');
    assert.equal(fileOf('file:///%%%'), 'file:///%%%');
  });
});

function clean(text: string, offset: number): number {
  const cutsBreak = text[offset - 1] === '\r' && text[offset] === '\n';
  const cutsPair = /[\udc00-\udfff]/.test(text[offset] ?? '');
  return cutsBreak || cutsPair ? offset - 1 : offset;
}
