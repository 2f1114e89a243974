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

/** Short names of the tools for the heads of narrow columns. */
const peerCodes = {
  Squawk: 'SQ', 'Postgres Language Server': 'PLS', strong_migrations: 'SM', online_migrations: 'OM', eugene: 'EU', pgfence: 'PF', MigrationPilot: 'MP', pgsafe: 'PS', pgrubic: 'PR',
  'eslint-plugin-postgresql': 'ES', SQLFluff: 'SF', Atlas: 'AT', Bytebase: 'BB', 'diesel-guard': 'DG', splinter: 'SP', 'pg-index-health': 'IH', active_record_doctor: 'AD', pgvet: 'PV', sqlcheck: 'SC',
  pgspot: 'PT', squabble: 'SB',
};

/** Tools with a check for the same pattern, also those that are only named as close. */
function peersOf(rule) {
  return new Set([...(rule.peers ?? []), ...Object.keys(rule.alike ?? {}).map((tool) => toolNames[tool])]);
}

/** The kinds of quick fixes that the snapshots of the tests show. */
function fixKinds(rule) {
  const path = `test/rules/${rule.id}.fixes.snap`;
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return ['safe', 'suggestion'].filter((kind) => text.includes(`\n-- ${kind}: `)).join(', ');
}

function ruleTable(rules, peers) {
  const groups = [...new Set(rules.map(({ group }) => group))];
  const alone = rules.filter((rule) => peersOf(rule).size === 0);
  const own = rules.filter(({ optional }) => optional !== true);
  const codes = peers.map((peer) => peerCodes[peer]);
  const head = ['Rule', 'Default', 'Preset', 'Quick fix', 'Options', 'What it finds', ...codes];
  const sections = groups.flatMap((group) => {
    const rows = rules.filter((rule) => rule.group === group).map((rule) => {
      const found = peersOf(rule);
      const cells = [`[\`${rule.id}\`](${rule.id}.md)`, severityName[rule.severity], rule.optional ? 'all' : 'recommended', fixKinds(rule), Object.keys(rule.options?.shape ?? {}).map((name) => `\`${name}\``).join(', '), rule.doc.split('\n')[0], ...peers.map((peer) => (found.has(peer) ? '●' : ''))];
      return `| ${cells.join(' | ')} |`;
    });
    return [`## ${group}`, '', `| ${head.join(' | ')} |`, `|${'---|'.repeat(6)}${':-:|'.repeat(codes.length)}`, ...rows, ''];
  });
  const counts = peers.map((peer) => `| ${peerCodes[peer]} | ${peer} | ${rules.filter((rule) => peersOf(rule).has(peer)).length} |`);
  return [
    note('server/core/rules'),
    '# Rules',
    '',
    `${rules.length} rules: ${groups.map((group) => `[${group}](#${group})`).join(', ')}. ${own.length} are on in the preset \`recommended\`, and in \`strict\` at a level higher; \`all\` has the others too. Default is the severity that a rule has where it is on.`,
    '',
    'Quick fixes: a *safe* one keeps the meaning and is part of *Fix All Safe Problems in File* and `sql-coach check --fix`; a *suggestion* is offered at its finding. Options are explained on the page of the rule.',
    '',
    `The dots tell which other tool has a check for the same pattern, as far as its list of rules tells; when it fires and what it says may differ. ${alone.length} rules have no counterpart in any of them.`,
    '',
    ...sections,
    '## Tools',
    '',
    '| Code | Tool | Rules here with a counterpart there |',
    '|---|---|---|',
    ...counts,
    '',
  ].join('\n');
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
  const { peers } = await load('server/core/rules/rule.ts');
  const { settings } = await load('server/core/settings.ts');
  const { contributions } = await load('client/command-table.ts');
  const { configurationSchema, describeOptions } = await load('server/core/config/json-schema.ts');
  const { recipeFor } = await load('server/core/rewrites/recipes.ts');
  const { createLibrary } = await load('server/core/lessons/lessons.ts');
  const catalogue = await createLibrary(disk, 'lessons').catalogue();
  if (catalogue.problems.length > 0) throw new Error(catalogue.problems.map(({ file, line, message }) => `${file}:${line}: ${message}`).join('\n'));
  return {
    'package.json': manifest(contributions(), settings),
    'docs/rules/README.md': ruleTable(rules, peers),
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
