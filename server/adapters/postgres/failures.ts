import type { DatabaseError } from '../../core/database';
import { databaseError } from '../results';
import type { ErrorFields } from '../results';

/** What to do about failures to connect, by the code of the network, of TLS or of PostgreSQL. `{place}` is the host and port. */
const connectFailures: Readonly<Record<string, readonly [message: string, hint: string]>> = {
  ECONNREFUSED: ['Nothing accepts connections at {place}.', 'Is the server running, and is the port right?'],
  ENOTFOUND: ['The host of {place} is not known.', 'Check the name of the host in the connection.'],
  EAI_AGAIN: ['The host of {place} could not be looked up.', 'Check the network and the name of the host.'],
  ETIMEDOUT: ['{place} did not answer in time.', 'A firewall may swallow the packets; check network, host and port.'],
  EHOSTUNREACH: ['There is no route to {place}.', 'Check the network.'],
  ENETUNREACH: ['There is no route to {place}.', 'Check the network.'],
  ECONNRESET: ['{place} closed the connection while it was being opened.', 'Is it a PostgreSQL server, and does it want TLS (sslmode=require)?'],
  EACCES: ['The socket of {place} may not be opened.', 'Check its permissions.'],
  ENOENT: ['There is no socket for {place}, or a certificate file is missing.', 'Check host, port and certificate paths.'],
  SELF_SIGNED_CERT_IN_CHAIN: ['The certificate of {place} is not trusted.', 'Give its authority as sslrootcert, or use sslmode=require to accept any certificate.'],
  DEPTH_ZERO_SELF_SIGNED_CERT: ['The certificate of {place} is self-signed.', 'Give it as sslrootcert, or use sslmode=require to accept any certificate.'],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['The certificate of {place} is not trusted.', 'Give its authority as sslrootcert, or use sslmode=require to accept any certificate.'],
  CERT_HAS_EXPIRED: ['The certificate of {place} has expired.', 'Renew it on the server.'],
  ERR_TLS_CERT_ALTNAME_INVALID: ['The certificate of {place} is for another host.', 'Use the name in the certificate, or sslmode=verify-ca.'],
  '28P01': ['{place} refused the user or the password.', 'Check both. A password can also stand in the password file (~/.pgpass).'],
  '28000': ['{place} does not let this user in from here.', 'Check user and database; if the server wants TLS, add sslmode=require.'],
  '3D000': ['The database does not exist at {place}.', 'Check its name in the connection.'],
  '53300': ['{place} has no free connection.', 'Try again later, or raise max_connections.'],
  '57P03': ['{place} is starting or shutting down.', 'Try again in a moment.'],
};

/** Failures that `pg` reports by text only. */
const connectTexts: readonly (readonly [pattern: RegExp, message: string, hint: string])[] = [
  [/does not support SSL/i, '{place} does not speak TLS.', 'Remove sslmode from the connection, or use sslmode=disable.'],
  [/password must be a (?:non-empty )?string|requires? a password|no password/i, '{place} wants a password and none was given.', 'Add it to the connection, or to the password file (~/.pgpass).'],
  [/timeout expired/i, '{place} did not answer in time.', 'A firewall may swallow the packets; check network, host and port.'],
  [/terminated unexpectedly/i, '{place} closed the connection while it was being opened.', 'Is it a PostgreSQL server?'],
  [/verify-ca requires/i, 'sslmode=verify-ca needs the certificate of an authority.', 'Add sslrootcert to the connection.'],
];

export function connectFailure(error: unknown, place: string, secrets: readonly string[]): DatabaseError {
  const { code, message, fields } = anatomy(error);
  const known = connectFailures[code ?? ''] ?? textFailure(message);
  const [text, hint] = known ?? [`Connecting to {place} failed: ${withoutSecrets(message, secrets)}`, undefined];
  const sqlstate = fields ? code : undefined;
  return { message: text.replace('{place}', () => place), code: sqlstate, detail: undefined, hint, offset: undefined, stopped: 'lost' };
}

function textFailure(text: string): readonly [message: string, hint: string] | undefined {
  const known = connectTexts.find(([pattern]) => pattern.test(text));
  return known && [known[1], known[2]];
}

/** The error of a statement: PostgreSQL's own, or a lost connection. */
export function statementFailure(error: unknown, sql: string, secrets: readonly string[]): DatabaseError {
  const { code, message, fields } = anatomy(error);
  if (!fields) return { message: `The connection was lost: ${withoutSecrets(message, secrets)}`, code: undefined, detail: undefined, hint: undefined, offset: undefined, stopped: 'lost' };
  const failure = databaseError(sql, { ...fields, message: withoutSecrets(message, secrets) });
  // 57P0x: the server shuts down or an administrator ended the session.
  return code?.startsWith('57P0') ? { ...failure, stopped: 'lost' } : failure;
}

function anatomy(error: unknown): { readonly code: string | undefined; readonly message: string; readonly fields: ErrorFields | undefined } {
  if (!(error instanceof Error)) return { code: undefined, message: String(error), fields: undefined };
  // Several addresses of one host each have an error; the first one tells enough.
  const first: Error = error instanceof AggregateError && error.errors[0] instanceof Error ? error.errors[0] : error;
  const { code, detail, hint, position, severity } = first as Partial<Record<'code' | 'detail' | 'hint' | 'position' | 'severity', string>>;
  const { message } = first;
  return { code, message, fields: severity === undefined ? undefined : { message, code, detail, hint, position } };
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((cleaned, secret) => cleaned.replaceAll(secret, '***'), text);
}
