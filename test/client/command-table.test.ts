import { strict as assert } from 'node:assert';
import { category, commandTable, inSqlEditor, contributions, type CommandRow } from '../../client/command-table';
import { documentSelector, isCoached, languages } from '../../client/documents';

const rows = Object.entries<CommandRow>(commandTable);

describe('command table', () => {
  it('gives every command an id of ours and a title of its own in title case', () => {
    for (const [id, { title }] of rows) {
      assert.match(id, /^sqlCoach\.[a-z][A-Za-z]+$/);
      assert.match(title, /^[A-Z]/);
      for (const word of title.split(' ').filter((part) => part.length > 3)) assert.match(word, /^[A-Z(]/, title);
    }
    assert.equal(new Set(rows.map(([, { title }]) => title)).size, rows.length);
  });

  it('contains the commands that the server names in lenses and actions', () => {
    for (const id of ['sqlCoach.explainAt', 'sqlCoach.openLesson', 'sqlCoach.openRule', 'sqlCoach.rehearseMigration', 'sqlCoach.showEffects']) assert.ok(id in commandTable, id);
  });

  it('hides what needs arguments from the palette', () => {
    const { menus } = contributions();
    const palette = menus['commandPalette'] as { command: string; when: string }[];
    assert.deepEqual(palette.find(({ command }) => command === 'sqlCoach.explainAt'), { command: 'sqlCoach.explainAt', when: 'false' });
    assert.equal(palette.find(({ command }) => command === 'sqlCoach.explainStatement')?.when, inSqlEditor);
    assert.equal(palette.some(({ command }) => command === 'sqlCoach.showOutput'), false);
  });

  it('makes the blocks of the manifest', () => {
    const { commands, menus, keybindings } = contributions();
    const made = commands as { command: string; category: string }[];
    assert.deepEqual(made.map(({ command }) => command), Object.keys(commandTable));
    assert.ok(made.every((command) => command.category === category && !('palette' in command) && !('handler' in command)));
    assert.equal((menus['editor/context'] as unknown[]).length, 4);
    assert.deepEqual(keybindings, [{ command: 'sqlCoach.explainStatement', key: 'shift+alt+e', mac: 'cmd+alt+e', when: `editorTextFocus && ${inSqlEditor}` }]);
  });

  it('offers the rehearsal in menus of migrations only', () => {
    const { menus } = contributions();
    for (const menu of ['editor/context', 'editor/title']) {
      const entry = (menus[menu] as { command: string; when: string }[]).find(({ command }) => command === 'sqlCoach.rehearseMigration');
      assert.match(entry?.when ?? '', /resourcePath in sqlCoach\.migrations/);
    }
  });

  it('uses no key outside of SQL editors, and not the ones that other SQL extensions fight over', () => {
    for (const [id, { key }] of rows) {
      if (!key) continue;
      assert.ok(key.when.includes(inSqlEditor), id);
      assert.doesNotMatch(key.key, /ctrl\+enter|^f5$/i, id);
    }
  });
});

describe('documents', () => {
  it('coaches every known language id in the places where the user works', () => {
    for (const languageId of languages) assert.equal(isCoached({ languageId, uri: { scheme: 'file' } }), true);
    assert.equal(isCoached({ languageId: 'sql', uri: { scheme: 'untitled' } }), true);
    assert.equal(documentSelector.every(({ language }) => languages.includes(language)), true);
  });

  it('leaves copies and other languages alone', () => {
    for (const scheme of ['git', 'output', 'vscode-scm', 'search-editor']) assert.equal(isCoached({ languageId: 'sql', uri: { scheme } }), false, scheme);
    assert.equal(isCoached({ languageId: 'typescript', uri: { scheme: 'file' } }), false);
  });
});
