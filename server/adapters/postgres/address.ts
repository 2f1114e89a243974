import type { ClientConfig } from 'pg';

export interface Address {
  readonly config: ClientConfig;
  /** `shop on db.example.org:5432`: without user and password. */
  readonly name: string;
  /** Texts that no message may contain. */
  readonly secrets: readonly string[];
}

export type AddressOutcome = { readonly ok: true; readonly address: Address } | { readonly ok: false; readonly message: string };

/** Keywords of libpq that `pg` has another name for. https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS */
const keywordNames: Readonly<Record<string, string>> = { dbname: 'database', hostaddr: 'host' };
const knownKeywords = new Set([
  'host', 'hostaddr', 'port', 'dbname', 'user', 'password', 'options', 'sslmode', 'sslrootcert', 'sslcert', 'sslkey',
  'application_name', 'connect_timeout', 'client_encoding', 'sslnegotiation', 'target_session_attrs', 'channel_binding', 'gssencmode',
]);

/** Reads a URI (`postgresql://…`) or a keyword string (`host=… dbname=…`). The message of a failure never repeats what was given. */
export function parseAddress(text: string): AddressOutcome {
  const trimmed = text.trim();
  if (/^postgres(?:ql)?:\/\//i.test(trimmed)) return parseUri(trimmed);
  if (/^\w+\s*=/.test(trimmed)) return parseKeywords(trimmed);
  return unreadable('It starts neither with postgresql:// nor with a keyword such as host=.');
}

function parseUri(text: string): AddressOutcome {
  let uri: URL;
  try {
    uri = new URL(text);
  } catch {
    return unreadable('Special characters in user or password must be percent-encoded, and only one host is supported.');
  }
  // libpq's meaning of sslmode; without it `require` would check certificates.
  if (uri.searchParams.has('sslmode') && !uri.searchParams.has('uselibpqcompat')) uri.searchParams.set('uselibpqcompat', 'true');
  const password = uri.searchParams.get('password') ?? decoded(uri.password);
  const host = decoded(uri.hostname) || uri.searchParams.get('host') || '';
  const database = decoded(uri.pathname.slice(1)) || decoded(uri.username);
  return {
    ok: true,
    address: { config: { connectionString: uri.href }, name: nameOf(host, uri.port || uri.searchParams.get('port') || '', database), secrets: secretsOf(text, password) },
  };
}

function parseKeywords(text: string): AddressOutcome {
  const values = new Map<string, string>();
  const pattern = /\s*(\w+)\s*=\s*('(?:[^'\\]|\\.)*'|(?:[^\s'\\]|\\.)*)(?=\s|$)/gsy;
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (!match) return unreadable('A value with spaces must stand in single quotes.');
    const [, name = '', raw = ''] = match;
    if (!knownKeywords.has(name)) return unreadable(`The keyword ${name.slice(0, 30)} is not supported.`);
    values.set(name, (raw.startsWith("'") ? raw.slice(1, -1) : raw).replaceAll(/\\(.)/gs, '$1'));
  }
  const uri = new URL('postgresql://localhost');
  for (const name of ['sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'sslnegotiation']) {
    const value = values.get(name);
    if (value !== undefined) uri.searchParams.set(name, value);
  }
  if (values.has('sslmode')) uri.searchParams.set('uselibpqcompat', 'true');
  for (const name of ['hostaddr', 'host', 'port', 'dbname', 'user', 'password', 'options']) {
    const value = values.get(name);
    if (value !== undefined) uri.searchParams.set(keywordNames[name] ?? name, value);
  }
  const database = values.get('dbname') ?? values.get('user') ?? '';
  uri.pathname = encodeURIComponent(database);
  const name = nameOf(values.get('host') ?? values.get('hostaddr') ?? '', values.get('port') ?? '', database);
  return { ok: true, address: { config: { connectionString: uri.href }, name, secrets: secretsOf(text, values.get('password') ?? '') } };
}

function nameOf(host: string, port: string, database: string): string {
  const place = `${host || process.env['PGHOST'] || 'localhost'}:${port || process.env['PGPORT'] || '5432'}`;
  const known = database || process.env['PGDATABASE'] || process.env['PGUSER'];
  return known ? `${known} on ${place}` : place;
}

function secretsOf(text: string, password: string): readonly string[] {
  return [text, password, encodeURIComponent(password)].filter((secret) => secret !== '').toSorted((a, b) => b.length - a.length);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function unreadable(why: string): AddressOutcome {
  return { ok: false, message: `The connection string cannot be read. ${why}` };
}
