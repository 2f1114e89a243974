// `npm run corpus [-- --from BASE]`: brings the migrations of the projects in histories.mjs from github.com, or from another place with the same
// paths below it. Only their newest state, only the folder of migrations. What is there already stays; delete it to bring it anew.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { absentHistories, corpusFolder, histories, migrationsOf } from './histories.mjs';

const from = process.argv.includes('--from') ? process.argv[process.argv.indexOf('--from') + 1] : 'https://github.com';
if (!from) {
  console.error('--from needs a base address, as https://github.com is one');
  process.exit(2);
}

function git(...args) {
  const { status, error } = spawnSync('git', args, { stdio: 'inherit' });
  if (error !== undefined) console.error(`git: ${error.message}`);
  return status === 0;
}

mkdirSync(corpusFolder(), { recursive: true });
for (const { name, repository, folder } of absentHistories()) {
  const target = join(corpusFolder(), name);
  rmSync(target, { recursive: true, force: true });
  console.log(`${repository} → ${target}`);
  const brought = git('clone', '--quiet', '--depth', '1', '--filter=blob:none', '--sparse', `${from.replace(/\/$/, '')}/${repository}`, target) && git('-C', target, 'sparse-checkout', 'set', folder);
  if (!brought) rmSync(target, { recursive: true, force: true });
}
for (const history of histories) console.log(`${existsSync(migrationsOf(history)) ? 'there  ' : 'absent '} ${history.repository}: ${migrationsOf(history)}`);
if (absentHistories().length > 0) process.exitCode = 1;
