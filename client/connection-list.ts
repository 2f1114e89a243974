/** What is known of a connection outside of the secret store. Its address is a secret and never in here. */
export interface Connection {
  readonly id: string;
  readonly name: string;
}

/** The name that stands for the PostgreSQL that comes with the extension, in the setting and in lists. */
export const embeddedName = 'embedded';

/** Connections as they were stored; entries that are damaged are left out. */
export function readConnections(stored: unknown): readonly Connection[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null || !('id' in entry) || !('name' in entry)) return [];
    return typeof entry.id === 'string' && typeof entry.name === 'string' ? [{ id: entry.id, name: entry.name }] : [];
  });
}

/** Why a name cannot be given to a new connection; undefined if it can. */
export function nameProblem(name: string, known: readonly Connection[]): string | undefined {
  const wanted = name.trim();
  if (wanted === '') return 'Give the connection a name, for example staging.';
  // Names are shown in lists and messages, where somebody might paste the address by mistake.
  if (looksLikeAddress(wanted)) return 'This is an address. The name is shown in lists; the address is asked for next.';
  if (wanted.toLowerCase() === embeddedName) return 'This name stands for the PostgreSQL that comes with SQL Coach.';
  if (known.some((connection) => connection.name.toLowerCase() === wanted.toLowerCase())) return 'There is a connection with this name already.';
  return undefined;
}

/** Why a text is no address; undefined if it may be one. The server reads it in full. Never repeats what was typed. */
export function addressProblem(address: string): string | undefined {
  const text = address.trim();
  if (text === '') return 'Enter an address such as postgresql://user@host:5432/database.';
  if (!looksLikeAddress(text)) return 'An address starts with postgresql:// or is a list such as host=… dbname=… user=….';
  return undefined;
}

function looksLikeAddress(text: string): boolean {
  return /^postgres(?:ql)?:\/\//i.test(text) || /^(?:host|hostaddr|port|dbname|user|password|service|sslmode)\s*=/i.test(text);
}

/** The text without anything that was entered as an address, or that stands as a password in one. For whatever is logged or shown. */
export function withoutSecrets(text: string, addresses: readonly string[]): string {
  const secrets = addresses.flatMap((address) => [address, address.trim(), ...passwords(address)]).filter((secret) => secret !== '');
  // The longest first: an address contains its password.
  const known = secrets.toSorted((a, b) => b.length - a.length).reduce((result, secret) => result.replaceAll(secret, '…'), text);
  return known.replaceAll(/(postgres(?:ql)?:\/\/[^\s:@/]*):[^\s@]*@/gi, '$1:…@').replaceAll(/(\bpassword\s*=\s*)('(?:[^'\\]|\\.)*'|\S+)/gi, '$1…');
}

function passwords(address: string): readonly string[] {
  const inUri = /^postgres(?:ql)?:\/\/[^:@/]*:([^@]*)@/i.exec(address.trim())?.[1];
  const inKeywords = /\bpassword\s*=\s*(?:'((?:[^'\\]|\\.)*)'|(\S+))/i.exec(address);
  const found = [inUri, inKeywords?.[1]?.replaceAll(/\\(.)/gs, '$1'), inKeywords?.[2]].filter((password) => password !== undefined && password !== '');
  return [...new Set(found.flatMap((password) => [password!, decoded(password!), encodeURIComponent(password!)]))];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
