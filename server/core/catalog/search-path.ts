export const defaultSchema = 'public';
const defaultPath: readonly string[] = [defaultSchema];

/** The schemas of a `search_path` value; the usual one where none is set. */
export function searchPathOf(value: string | undefined): readonly string[] {
  return value === undefined ? defaultPath : splitSearchPath(value);
}

/** Schemas of a `search_path` value, folded; `"$user"` is left out, it is never known. */
export function splitSearchPath(value: string): readonly string[] {
  const names = value.match(/"(?:[^"]|"")*"|[^,\s]+/g) ?? [];
  return names
    .map((name) => (name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase()))
    .filter((name) => name !== '' && name !== '$user' && name !== 'pg_catalog');
}

/** The schemas of a path; the usual one where none is left. */
export function orElse(path: readonly string[], usual: string): readonly string[] {
  return path.length > 0 ? path : [usual];
}
