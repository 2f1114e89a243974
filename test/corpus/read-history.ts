import { MigrationFiles, type MigrationSet } from '../../server/adapters/migration-files';
import { nodeFiles } from '../../server/adapters/node-files';
import { walkFolder, wholeProject } from '../../server/adapters/walk-folder';
import { createParser } from '../../server/adapters/libpg-query';
import { createCoach } from '../../server/core/coach';

/** The one history of a folder of migrations, as the command line reads it. */
export async function readHistory(folder: string): Promise<MigrationSet> {
  const coach = createCoach({ parser: await createParser(), clock: Date.now });
  const { paths } = await walkFolder(nodeFiles, folder, wholeProject);
  const { sets, problems } = await new MigrationFiles(nodeFiles, coach).readFolder(folder, paths);
  const [set] = sets;
  if (set === undefined || sets.length !== 1 || problems.length > 0) throw new Error(`${folder}: ${sets.length} histories; ${problems.join('; ')}`);
  return set;
}
