// Parts that are written once in the source and needed elsewhere. `node gen.mjs` writes them, `node gen.mjs check` compares, `node gen.mjs new-rule GROUP ID` starts a rule.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { build } from 'esbuild';

const [command = 'write', ...rest] = process.argv.slice(2);

/** Bundles a TypeScript module and gives its exports. */
async function load(source) {
  mkdirSync('.cache', { recursive: true });
  const folder = mkdtempSync('.cache/gen-');
  try {
    const outfile = resolve(folder, 'module.cjs');
    await build({ entryPoints: [source], bundle: true, platform: 'node', format: 'cjs', outfile, loader: { '.md': 'text' }, logLevel: 'error', mainFields: ['module', 'main'] });
    return createRequire(import.meta.url)(outfile);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const note = (what) => `<!-- Written by \`npm run gen\` from ${what}; edit that instead. -->`;
const severityName = { error: 'error', warning: 'warning', info: 'information', hint: 'hint' };
const fixName = { safe: 'yes', suggestion: 'suggested', none: '' };

/** The table of a rule's options stands before the heading that says when not to use it. */
function withOptions(body, rule, describeOptions) {
  const options = describeOptions(rule);
  if (options.length === 0) return body;
  const rows = options.map(({ name, fallback, allowed, about }) => `| \`${name}\` | ${allowed} | \`${fallback}\` | ${about} |`);
  const example = `"rules": { "${rule.id}": ["${rule.severity}", { "${options[0].name}": ${options[0].fallback} }] }`;
  const section = ['## Options', '', '| Option | Allowed | Default | Meaning |', '|---|---|---|---|', ...rows, '', 'In `sqlcoach.json`:', '', '```json', example, '```', ''];
  return body.toSpliced(body.indexOf('## When not to use it'), 0, ...section);
}

function rulePage(rule, describeOptions, recipeFor) {
  const [sentence, ...written] = rule.doc.trimEnd().split('\n');
  const body = withOptions(written, rule, describeOptions);
  const facts = [rule.optional ? `Default: off; ${severityName[rule.severity]} in the preset \`all\`` : `Default: ${severityName[rule.severity]}`, rule.fix === 'none' ? undefined : rule.fix === 'safe' ? 'Quick fix' : 'Quick fix, offered as a suggestion', `Since ${rule.since}`];
  const recipe = recipeFor(rule.id);
  const alike = Object.entries(rule.alike ?? {}).map(([tool, name]) => `\`${name}\` of ${toolNames[tool]}`);
  return [
    note(`server/core/rules/${rule.group}/${rule.id}.md`),
    `# ${rule.id}`,
    '',
    sentence,
    '',
    `${facts.filter(Boolean).join(' · ')}${rule.lesson ? ` · Lesson [${rule.lesson}](../../lessons/README.md)` : ''}`,
    ...(recipe === undefined ? [] : ['', `[Rewrite in steps](../rewrites.md#${recipe.id}) as migrations of your own framework, shown before they are written.`]),
    ...(alike.length > 0 ? ['', `Close to ${alike.join(', ')}.`] : []),
    ...body,
    '',
  ].join('\n');
}

const toolNames = {
  squawk: 'Squawk', postgresLanguageServer: 'Postgres Language Server', strongMigrations: 'strong_migrations', eugene: 'eugene', sqlfluff: 'SQLFluff',
};

function ruleTable(rules) {
  const rows = rules.map((rule) => `| [\`${rule.id}\`](${rule.id}.md) | ${rule.group} | ${rule.optional ? 'off' : severityName[rule.severity]} | ${fixName[rule.fix]} | ${rule.doc.split('\n')[0]} | ${(rule.peers ?? []).join(', ')} |`);
  return [note('server/core/rules'), '# Rules', '', '| Rule | Group | Default | Quick fix | What it finds | Also found by |', '|---|---|---|---|---|---|', ...rows, ''].join('\n');
}

function configurationProperties(settings) {
  return Object.fromEntries(settings.map(({ name, ...setting }, order) => [name, { ...setting, order }]));
}

function manifest(commandTable, settings) {
  const original = readFileSync('package.json', 'utf8');
  const value = JSON.parse(original);
  value.contributes = { ...value.contributes, ...commandTable, configuration: { title: 'SQL Coach', properties: configurationProperties(settings) } };
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** The port through which the core reads files. */
const disk = {
  read: async (path) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined),
  list: async (folder) => (existsSync(folder) ? readdirSync(folder, { withFileTypes: true }).map((entry) => entry.name + (entry.isDirectory() ? '/' : '')) : []),
};

function lessonCatalogue({ lessons }) {
  const rows = lessons.map(({ track, lesson }) => `| ${lesson.id} | [${lesson.title}](${lesson.file.replace(/^lessons\//, '')}) | ${track.title} | ${lesson.parts.reduce((sum, part) => sum + part.minutes, 0)} | ${lesson.rules.map((rule) => `[\`${rule}\`](../docs/rules/${rule}.md)`).join(', ')} |`);
  return [note('the front matter of the lessons'), '# Lessons', '', 'How a lesson is written: [AUTHORING.md](AUTHORING.md).', '', '| Id | Lesson | Track | Minutes | Rules |', '|---|---|---|---|---|', ...rows, ''].join('\n');
}

async function outputs() {
  const { rules } = await load('server/core/rules/index.ts');
  const { settings } = await load('server/core/settings.ts');
  const { contributions } = await load('client/command-table.ts');
  const { configurationSchema, describeOptions } = await load('server/core/config/json-schema.ts');
  const { recipeFor } = await load('server/core/rewrites/recipes.ts');
  const { createLibrary } = await load('server/core/lessons/lessons.ts');
  const catalogue = await createLibrary(disk, 'lessons').catalogue();
  if (catalogue.problems.length > 0) throw new Error(catalogue.problems.map(({ file, line, message }) => `${file}:${line}: ${message}`).join('\n'));
  return {
    'package.json': manifest(contributions(), settings),
    'docs/rules/README.md': ruleTable(rules),
    ...Object.fromEntries(rules.map((rule) => [`docs/rules/${rule.id}.md`, rulePage(rule, describeOptions, recipeFor)])),
    'docs/sqlcoach.schema.json': `${JSON.stringify(configurationSchema(rules), null, 2)}\n`,
    'lessons/README.md': lessonCatalogue(catalogue),
  };
}

/** Pages of rules that are gone. */
function leftovers(files) {
  return (existsSync('docs/rules') ? readdirSync('docs/rules') : []).map((name) => `docs/rules/${name}`).filter((path) => !(path in files));
}

function newRule(group, id) {
  if (!existsSync(`server/core/rules/${group}`) || !/^[a-z][a-z-]+$/.test(id ?? '')) {
    console.error('Usage: node gen.mjs new-rule GROUP ID, where GROUP is a folder of server/core/rules and ID is in kebab case.');
    process.exit(2);
  }
  const name = id.replaceAll(/-(\w)/g, (_, letter) => letter.toUpperCase());
  const files = {
    [`server/core/rules/${group}/${id}.ts`]: `import { defineRule } from '../rule';\nimport doc from './${id}.md';\n\nexport const ${name} = defineRule({\n  id: '${id}',\n  severity: 'warning',\n  since: '0.1.0',\n  fix: 'none',\n  doc,\n  messages: {},\n  visit: {},\n});\n`,
    [`server/core/rules/${group}/${id}.md`]: 'One sentence.\n\nWhy.\n\n## Instead\n\n## Bad\n\n## Good\n\n## When not to use it\n\n## Details\n',
    [`test/rules/${id}.sql`]: '-- case: title\n',
  };
  for (const [path, text] of Object.entries(files)) {
    if (existsSync(path)) throw new Error(`${path} exists`);
    writeFileSync(path, text);
    console.log(path);
  }
  console.log(`Now list ${name} in server/core/rules/index.ts.`);
}

if (command === 'new-rule') newRule(rest[0], rest[1]);
else {
  const files = await outputs();
  const stale = Object.entries(files).filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text);
  const extra = leftovers(files);
  if (command === 'check') {
    for (const [path] of stale) console.error(`${path} is not what \`npm run gen\` writes.`);
    for (const path of extra) console.error(`${path} belongs to no rule.`);
    process.exitCode = stale.length + extra.length > 0 ? 1 : 0;
  } else {
    mkdirSync('docs/rules', { recursive: true });
    for (const [path, text] of stale) writeFileSync(path, text);
    for (const path of extra) rmSync(path);
    console.log(stale.length + extra.length > 0 ? [...stale.map(([path]) => path), ...extra].join('\n') : 'Everything is up to date.');
  }
}
