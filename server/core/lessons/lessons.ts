import type { Files } from '../host';
import { createExtensions } from './extensions';
import type { Lesson, Problem } from './lesson';
import { parseLesson } from './parse-lesson';
import { readYaml } from './read-yaml';
import { trackSchema } from './schemas';

export interface Track {
  readonly id: string;
  readonly title: string;
  readonly promise: string;
}

/** All lessons in the order of their tracks. A file with problems is missing here and named there. */
export interface Catalogue {
  readonly lessons: readonly { readonly track: Track; readonly lesson: Lesson }[];
  readonly problems: readonly Problem[];
}

export interface Library {
  /** Read once and kept; rejects only where a folder cannot be read at all. */
  catalogue(): Promise<Catalogue>;
  /** The SQL that a lesson starts from: extensions, simulations, data set; undefined where one of their files is missing. */
  setup(lesson: Pick<Lesson, 'extensions' | 'simulations' | 'fixture'>): Promise<string | undefined>;
}

/** The lessons in a folder: a folder per track with `track.md` and a file per lesson, and `fixtures/`. */
export function createLibrary(files: Files, folder: string): Library {
  let read: Promise<Catalogue> | undefined;
  return {
    catalogue() {
      read ??= readCatalogue(files, folder).catch((error: unknown) => {
        read = undefined;
        throw error;
      });
      return read;
    },
    async setup({ extensions, simulations, fixture }) {
      const paths = [...simulations.map((name) => `${folder}/sim/${name}.sql`), `${folder}/fixtures/${fixture}.sql`];
      const texts = await Promise.all(paths.map((path) => files.read(path)));
      return texts.includes(undefined) ? undefined : [createExtensions(extensions), ...texts].join('\n');
    },
  };
}

async function readCatalogue(files: Files, folder: string): Promise<Catalogue> {
  const lessons: { track: Track; lesson: Lesson }[] = [];
  const problems: Problem[] = [];
  const names = await files.list(folder);
  if (names.length === 0) problems.push({ file: folder, line: 1, message: 'This folder has no lessons.' });
  for (const name of names.filter((entry) => entry.endsWith('/')).toSorted()) {
    const path = `${folder}/${name}track.md`;
    const text = await files.read(path);
    if (text === undefined) continue;
    const track = readTrack(path, text);
    problems.push(...track.problems);
    for (const id of track.lessons) {
      const file = `${folder}/${name}${id}.md`;
      const source = await files.read(file);
      if (source === undefined) {
        problems.push({ file: path, line: track.lineOf(id), message: `The track names \`${id}\`, but there is no \`${id}.md\`.` });
        continue;
      }
      const { lesson, problems: found } = parseLesson(file, source);
      problems.push(...found);
      if (lesson !== undefined && track.track !== undefined) lessons.push({ track: track.track, lesson });
    }
  }
  return { lessons, problems };
}

interface TrackFile {
  readonly track: Track | undefined;
  readonly lessons: readonly string[];
  readonly problems: readonly Problem[];
  lineOf(lesson: string): number;
}

function readTrack(file: string, text: string): TrackFile {
  const source = text.replaceAll('\r\n', '\n');
  const matter = /^---\n([\s\S]*?\n)---(?:\n|$)/.exec(source);
  const lineOf = (lesson: string) => Math.max(0, source.split('\n').findIndex((line) => line.includes(lesson))) + 1;
  if (matter === null) return { track: undefined, lessons: [], lineOf, problems: [{ file, line: 1, message: 'A track starts with YAML front matter between two lines `---`.' }] };
  const read = readYaml(matter[1] ?? '', trackSchema, 2);
  if (!read.ok) return { track: undefined, lessons: [], lineOf, problems: read.problems.map((problem) => ({ file, ...problem })) };
  const { id, title, promise, lessons } = read.value;
  return { track: { id, title, promise }, lessons, problems: [], lineOf };
}
