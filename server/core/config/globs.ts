import picomatch from 'picomatch';

/** Whether a path relative to the folder of the configuration, with `/`, is meant. */
export type PathMatcher = (path: string) => boolean;

/**
 * One matcher for a list of patterns. A pattern without `/` fits in any folder, one that names a folder fits everything in it,
 * and `!pattern` takes out again what the others fit. Where all patterns are of that kind, they are taken from everything.
 */
export function matchGlobs(patterns: readonly string[]): PathMatcher {
  const wanted = patterns.filter((pattern) => !pattern.startsWith('!')).map(matchOne);
  const unwanted = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => matchOne(pattern.slice(1)));
  return (path) => (wanted.length === 0 ? unwanted.length > 0 : wanted.some((match) => match(path))) && !unwanted.some((match) => match(path));
}

function matchOne(pattern: string): PathMatcher {
  const cleaned = pattern.replaceAll('\\', '/').replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '');
  if (cleaned === '' || cleaned === '.') return () => true;
  const anywhere = cleaned.includes('/') ? cleaned : `**/${cleaned}`;
  // `windows: false` keeps paths as they are: all of ours have `/`, and the answer must not depend on the system.
  return picomatch([anywhere, `${anywhere}/**`], { dot: true, windows: false });
}
