/** One setting of VS Code. What a team shares belongs in `sqlcoach.json`; a setting is only what is personal. */
export interface Setting {
  /** The whole name, as in `settings.json`. */
  readonly name: string;
  readonly type: 'boolean' | 'number' | 'string';
  readonly default: boolean | number | string;
  /** As in the manifest's `scope`. */
  readonly scope: 'resource' | 'window' | 'machine-overridable';
  readonly markdownDescription: string;
  readonly enum?: readonly (number | string)[];
  readonly enumDescriptions?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Every setting once, in the order in which they are shown. Source of the manifest's configuration. */
export const settings: readonly Setting[] = [
  {
    name: 'sqlCoach.enable',
    type: 'boolean',
    default: true,
    scope: 'resource',
    markdownDescription: 'Check SQL files. Switch it off for a folder whose SQL is not PostgreSQL; the plan view and the lessons stay available.',
  },
  {
    name: 'sqlCoach.pgVersion',
    type: 'number',
    default: 18,
    scope: 'resource',
    enum: [13, 14, 15, 16, 17, 18],
    enumDescriptions: ['PostgreSQL 13', 'PostgreSQL 14', 'PostgreSQL 15', 'PostgreSQL 16', 'PostgreSQL 17', 'PostgreSQL 18'],
    markdownDescription: 'The PostgreSQL version that SQL is written for, where no `sqlcoach.json` says it with `pgVersion`.',
  },
  {
    name: 'sqlCoach.codeLens.explain',
    type: 'boolean',
    default: true,
    scope: 'resource',
    markdownDescription: 'Show **Explain** above each statement that EXPLAIN accepts.',
  },
  {
    name: 'sqlCoach.codeLens.effects',
    type: 'boolean',
    default: true,
    scope: 'resource',
    markdownDescription: 'Show what a statement locks, rewrites and scans above each statement that changes tables which others use. Nothing is shown for tables that the same migration creates.',
  },
  {
    name: 'sqlCoach.explain.database',
    type: 'string',
    default: 'embedded',
    scope: 'resource',
    markdownDescription:
      'Where plans are made: `embedded` for the PostgreSQL that comes with SQL Coach, with the empty tables of your migrations, or the name of a connection that was added with *SQL Coach: Add Connection*.',
  },
  {
    name: 'sqlCoach.explain.statementTimeout',
    type: 'number',
    default: 30_000,
    minimum: 100,
    maximum: 600_000,
    scope: 'resource',
    markdownDescription: 'Longest time in milliseconds that a statement may run for its plan; PostgreSQL ends it then.',
  },
  {
    name: 'sqlCoach.lessons.weeklyGoal',
    type: 'number',
    default: 4,
    enum: [2, 3, 4, 5, 6],
    enumDescriptions: ['Two days a week', 'Three days a week', 'Four days a week', 'Five days a week', 'Six days a week'],
    scope: 'window',
    markdownDescription: 'On how many days a week you want to practise. A week in which the goal was met counts; a missed one is bridged twice a year.',
  },
  {
    name: 'sqlCoach.lessons.reminders',
    type: 'boolean',
    default: false,
    scope: 'window',
    markdownDescription: 'Say at most once a day, when a window opens, how far the weekly goal is. Nothing is said on days on which you have practised, in weeks whose goal is met, or while it is paused.',
  },
  {
    name: 'sqlCoach.trace.server',
    type: 'string',
    default: 'off',
    scope: 'window',
    enum: ['off', 'messages', 'verbose'],
    enumDescriptions: ['No trace', 'The name of each message between editor and server', 'Each message with its content, which includes the text of your files'],
    markdownDescription: 'Writes the messages between the editor and the language server to the output channel.',
  },
];

/** The settings that the server reads, for one resource. */
export interface ResourceSettings {
  readonly enable: boolean;
  readonly pgVersion: number;
  readonly codeLensExplain: boolean;
  readonly codeLensEffects: boolean;
  /** In milliseconds. */
  readonly explainStatementTimeout: number;
}

export const defaultSettings: ResourceSettings = readSettings(undefined);

/** Reads the `sqlCoach` section as a client sends it. Whatever has the wrong type or is outside its limits gets its default. */
export function readSettings(section: unknown): ResourceSettings {
  return {
    enable: boolean(section, 'sqlCoach.enable'),
    pgVersion: number(section, 'sqlCoach.pgVersion'),
    codeLensExplain: boolean(section, 'sqlCoach.codeLens.explain'),
    codeLensEffects: boolean(section, 'sqlCoach.codeLens.effects'),
    explainStatementTimeout: number(section, 'sqlCoach.explain.statementTimeout'),
  };
}

/** The settings of the lessons; the extension reads them. */
export interface LessonSettings {
  /** Days a week, from 2 to 6. */
  readonly weeklyGoal: number;
  readonly reminders: boolean;
}

/** Reads the `sqlCoach` section as `readSettings` does. */
export function readLessonSettings(section: unknown): LessonSettings {
  return { weeklyGoal: number(section, 'sqlCoach.lessons.weeklyGoal'), reminders: boolean(section, 'sqlCoach.lessons.reminders') };
}

function boolean(section: unknown, name: string): boolean {
  const value = valueOf(section, name);
  return typeof value === 'boolean' ? value : settingOf(name).default === true;
}

function number(section: unknown, name: string): number {
  const value = valueOf(section, name);
  const setting = settingOf(name);
  const fits =
    typeof value === 'number' && value >= (setting.minimum ?? -Infinity) && value <= (setting.maximum ?? Infinity) && (setting.enum?.includes(value) ?? true);
  return fits ? value : Number(setting.default);
}

function settingOf(name: string): Setting {
  const found = settings.find((setting) => setting.name === name);
  if (found === undefined) throw new Error(`No setting is called ${name}`);
  return found;
}

/** Looks a setting up in the section: nested objects, as VS Code sends them, or a key with dots, as other editors do. */
function valueOf(section: unknown, name: string): unknown {
  const path = name.split('.').slice(1);
  const flat = property(section, path.join('.'));
  return flat ?? path.reduce(property, section);
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
}
