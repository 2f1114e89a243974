import { createParser } from '../../server/adapters/libpg-query';
import { createCoach, type Coach } from '../../server/core/coach';
import { never } from '../../server/core/host';
import type { Observed } from '../proofs/observe';
import { readRecipes, type Recipe, type RecipeFile } from '../rules/recipes/recipe';
import { testEmbedded, valueOf } from './embedded';
import { describeOnServer } from './server';
import { openWriting, type WritingSession } from './writing-session';

/** Parameters that a driver names; PostgreSQL knows only `$1`. */
const namedParameter = /(?<!:):\w/;

let coach: Coach;
before(async () => {
  coach = createCoach({ parser: await createParser() });
});

/** What is called safe has to run: each migration as its framework runs it, and PostgreSQL understands each query. */
function runOn(version: number, session: () => Observed): void {
  const run = async (sql: string) => void valueOf(await session().query(sql));

  async function prepareOnly(statement: string): Promise<void> {
    await run(`PREPARE recipe AS ${statement}`);
    await run('DEALLOCATE recipe');
  }

  async function runFile({ sql, query, transaction }: RecipeFile): Promise<void> {
    const statements = coach.open(sql).statements.flatMap(({ statement }) => (statement.kind === 'sql' ? statement.text : []));
    if (query) {
      for (const statement of statements) if (!namedParameter.test(statement)) await prepareOnly(statement);
      return;
    }
    const [begin, end] = transaction === 'one' ? ['BEGIN', 'COMMIT'] : ['RESET ALL', 'RESET ALL'];
    for (const statement of [begin, ...statements, end]) await run(statement);
  }

  async function runRecipe({ files }: Recipe): Promise<void> {
    for (const statement of ['ROLLBACK', 'DROP SCHEMA public CASCADE', 'CREATE SCHEMA public', 'DROP ROLE IF EXISTS reader']) await run(statement);
    for (const file of files) await runFile(file);
  }

  for (const recipe of readRecipes('safe')) if (recipe.pgVersion <= version) it(recipe.path, () => runRecipe(recipe));
}

describe('safe recipes run on the embedded PostgreSQL', () => {
  const database = testEmbedded();
  let session: Observed;
  before(async () => {
    session = valueOf(await database.open({ statementTimeout: 120_000 }, never));
  });
  after(() => database.dispose());
  runOn(18, () => session);
});

describeOnServer(18, 'safe recipes run', (server) => {
  let session: WritingSession;
  before(async () => {
    session = await openWriting(await server().freshDatabase());
  });
  after(() => session.close());
  runOn(18, () => session);
});
