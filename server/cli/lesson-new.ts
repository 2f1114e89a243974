import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lessonTemplate } from './lesson-template';
import { UsageError } from './usage-error';

const idForm = /^[a-z][a-z0-9-]*$/;

export interface NewLesson {
  readonly track: string;
  readonly id: string;
  /** The folder of tracks. */
  readonly folder: string;
  /** The folder of the shipped lessons, whose data set the template uses. */
  readonly shipped: string;
}

/** Writes a lesson from the template, its track where there is none, and the data set that it uses. Returns the paths that were written. */
export async function newLesson({ track, id, folder, shipped }: NewLesson): Promise<readonly string[]> {
  for (const [name, value] of [['track', track], ['id', id]] as const) {
    if (!idForm.test(value)) throw new UsageError(`The ${name} “${value}” has to be small letters, digits and hyphens, and to start with a letter.`);
  }
  const lesson = join(folder, track, `${id}.md`);
  await mkdir(join(folder, track), { recursive: true });
  await mkdir(join(folder, 'fixtures'), { recursive: true });
  if (!(await writeNew(lesson, lessonTemplate(track, id)))) throw new UsageError(`${lesson} is there already.`);
  const written = [lesson];
  const trackFile = join(folder, track, 'track.md');
  const text = await readFile(trackFile, 'utf8').catch(() => undefined);
  if (text === undefined) {
    await writeFile(trackFile, `---\nschema: sqlcoach.track/1\nid: ${track}\ntitle: Working title\npromise: What the reader can do afterwards.\nlessons:\n  - ${id}\n---\n`);
    written.push(trackFile);
  } else if (/^lessons:\s*$/m.test(text)) {
    await writeFile(trackFile, text.replace(/^lessons:[ \t]*\n(?:[ \t]+-.*\n)*/m, (list) => `${list}  - ${id}\n`));
    written.push(trackFile);
  }
  const fixture = join(folder, 'fixtures', 'shop@1.sql');
  if (await writeNew(fixture, await readFile(join(shipped, 'fixtures', 'shop@1.sql'), 'utf8'))) written.push(fixture);
  return written;
}

/** False where the file is there already. */
async function writeNew(file: string, text: string): Promise<boolean> {
  try {
    await writeFile(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
