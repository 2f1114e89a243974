// Every command once, without `vscode`, so that the manifest's commands, menus and keys are generated from it.
import { languages } from './documents';

/** Where a command stands beside the palette. */
export interface MenuEntry {
  /** A menu of the manifest's `contributes.menus`. */
  readonly menu: 'editor/context' | 'editor/title' | 'view/title';
  readonly when: string;
  readonly group: string;
}

export interface KeyBinding {
  readonly key: string;
  readonly mac: string;
  readonly when: string;
}

export interface CommandRow {
  readonly title: string;
  /** A codicon, written `$(name)`. */
  readonly icon?: string;
  /** Greys the command out; it stays findable. */
  readonly enablement?: string;
  /** When the palette lists it; `false` for commands that need arguments. Absent means always. */
  readonly palette?: string;
  readonly menus?: readonly MenuEntry[];
  readonly key?: KeyBinding;
  /** The part of the extension that registers it. */
  readonly handler: 'coach' | 'classroom' | 'progress';
}

export const category = 'SQL Coach';

/** True in editors of the languages that are coached. */
export const inSqlEditor = `editorLangId =~ /^(${languages.join('|')})$/`;

/** True in the editor of an exercise; the classroom sets it. */
export const inExercise = 'sqlCoach.inExercise';

/** True for files that belong to a migration history; the extension keeps the list. */
export const isMigration = 'resourcePath in sqlCoach.migrations';

/** Every key of this object is the id of a command. */
export const commandTable = {
  'sqlCoach.explainStatement': {
    title: 'Explain Statement',
    icon: '$(list-tree)',
    palette: inSqlEditor,
    menus: [{ menu: 'editor/context', when: inSqlEditor, group: '1_sqlCoach@1' }],
    key: { key: 'shift+alt+e', mac: 'cmd+alt+e', when: `editorTextFocus && ${inSqlEditor}` },
    handler: 'coach',
  },
  'sqlCoach.explainWith': {
    title: 'Explain Statement With…',
    palette: inSqlEditor,
    menus: [{ menu: 'editor/context', when: inSqlEditor, group: '1_sqlCoach@2' }],
    handler: 'coach',
  },
  'sqlCoach.measureStatement': { title: 'Explain and Measure Statement', palette: inSqlEditor, handler: 'coach' },
  'sqlCoach.explainAt': { title: 'Explain', palette: 'false', handler: 'coach' },
  'sqlCoach.rehearseMigration': {
    title: 'Rehearse Migration',
    icon: '$(beaker)',
    palette: inSqlEditor,
    menus: [
      { menu: 'editor/context', when: `${inSqlEditor} && ${isMigration}`, group: '1_sqlCoach@3' },
      { menu: 'editor/title', when: `${inSqlEditor} && ${isMigration}`, group: 'navigation@3' },
    ],
    handler: 'coach',
  },
  'sqlCoach.showEffects': { title: 'Show Effects of Statement', palette: 'false', handler: 'coach' },
  'sqlCoach.chooseConnection': { title: 'Choose Connection…', handler: 'coach' },
  'sqlCoach.addConnection': { title: 'Add Connection…', enablement: 'isWorkspaceTrusted', handler: 'coach' },
  'sqlCoach.removeConnection': { title: 'Remove Connection…', handler: 'coach' },
  'sqlCoach.testConnection': { title: 'Test Connection…', enablement: 'isWorkspaceTrusted', handler: 'coach' },
  'sqlCoach.fixAll': {
    title: 'Fix All Safe Problems in File',
    icon: '$(wand)',
    palette: inSqlEditor,
    menus: [{ menu: 'editor/context', when: inSqlEditor, group: '1_sqlCoach@4' }],
    handler: 'coach',
  },
  'sqlCoach.ignoreFinding': { title: 'Ignore Finding…', palette: inSqlEditor, handler: 'coach' },
  'sqlCoach.openRule': { title: 'Open Rule Documentation…', handler: 'coach' },
  'sqlCoach.restartServer': { title: 'Restart Language Server', handler: 'coach' },
  'sqlCoach.showOutput': { title: 'Show Output', handler: 'coach' },
  'sqlCoach.openToday': { title: 'Open Today', icon: '$(mortar-board)', handler: 'classroom' },
  'sqlCoach.openLesson': { title: 'Open Lesson…', icon: '$(book)', handler: 'classroom' },
  'sqlCoach.openExercise': { title: 'Open Exercise', icon: '$(edit)', handler: 'classroom' },
  'sqlCoach.runExercise': { title: 'Run Exercise', icon: '$(play)', palette: inExercise, menus: [{ menu: 'editor/title', when: inExercise, group: 'navigation@1' }], handler: 'classroom' },
  'sqlCoach.checkExercise': { title: 'Check Exercise', icon: '$(pass)', palette: inExercise, menus: [{ menu: 'editor/title', when: inExercise, group: 'navigation@2' }], handler: 'classroom' },
  'sqlCoach.explainExercise': { title: 'Explain Query of Exercise', icon: '$(list-tree)', palette: inExercise, handler: 'classroom' },
  'sqlCoach.nextHint': { title: 'Show Next Hint', icon: '$(lightbulb)', palette: inExercise, handler: 'classroom' },
  'sqlCoach.resetExercise': { title: 'Start Exercise Over', icon: '$(discard)', palette: inExercise, handler: 'classroom' },
  'sqlCoach.exportProgress': { title: 'Export Progress…', handler: 'progress' },
  'sqlCoach.importProgress': { title: 'Import Progress…', handler: 'progress' },
  'sqlCoach.deleteProgress': { title: 'Delete Progress…', handler: 'progress' },
  'sqlCoach.pauseGoal': { title: 'Pause or Resume Weekly Goal', handler: 'progress' },
} as const satisfies Readonly<Record<string, CommandRow>>;

export type CommandId = keyof typeof commandTable;

/** Commands that a part of the extension must register. */
export type CommandsOf<Part extends CommandRow['handler']> = { [Id in CommandId]: (typeof commandTable)[Id]['handler'] extends Part ? Id : never }[CommandId];

/** The blocks of the manifest's `contributes` that follow from the table; `gen.mjs` writes them. */
export function contributions(): { readonly commands: unknown; readonly menus: Readonly<Record<string, unknown>>; readonly keybindings: unknown } {
  const rows = Object.entries<CommandRow>(commandTable);
  const menus: Record<string, unknown[]> = {
    commandPalette: rows.filter(([, { palette }]) => palette !== undefined).map(([command, { palette }]) => ({ command, when: palette })),
  };
  for (const [command, row] of rows) for (const { menu, when, group } of row.menus ?? []) (menus[menu] ??= []).push({ command, when, group });
  return {
    commands: rows.map(([command, { title, icon, enablement }]) => ({ command, title, category, ...(icon ? { icon } : {}), ...(enablement ? { enablement } : {}) })),
    menus,
    keybindings: rows.flatMap(([command, { key }]) => (key ? [{ command, ...key }] : [])),
  };
}
