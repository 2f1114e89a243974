import { accessExclusive, shareUpdateExclusive, type Proof } from './proof';

const setup = `
  CREATE TABLE orders (id bigint, code varchar(20), note text, n numeric(10, 2), w numeric(8), at timestamptz, f float8);
  INSERT INTO orders VALUES (5000000000, 'abcdefghijklmnop', 'abcdefghijklmnop', 12345678.12, 99999999, now(), 1);`;
const generated = 'CREATE TABLE orders (net numeric, gross numeric GENERATED ALWAYS AS (net * 2) STORED); INSERT INTO orders VALUES (1);';
const locks = { 'public.orders': accessExclusive } as const;

function type(change: string, finding: string | undefined, seen: Partial<Proof> = { locks, rewrites: ['public.orders'] }): Proof {
  return { title: change, setup, statement: `ALTER TABLE orders ALTER ${change}`, finding, locks, ...seen };
}

/** What changes of columns and settings do. */
export const proofsByRule: Readonly<Record<string, readonly Proof[]>> = {
  'narrowing-type': [
    type('id TYPE int', 'fails', { locks: {}, error: '22003' }), type('code TYPE varchar(10)', 'fails', { locks: {}, error: '22001' }), type('note TYPE varchar(10)', 'fails', { locks: {}, error: '22001' }),
    type('n TYPE numeric(8, 2)', 'fails', { locks: {}, error: '22003' }), type('w TYPE smallint', 'fails', { locks: {}, error: '22003' }),
    type('code TYPE varchar(50)', undefined, { locks }),
  ],
  'set-expression-rewrite': [
    { title: 'a stored column', setup: generated, statement: 'ALTER TABLE orders ALTER COLUMN gross SET EXPRESSION AS (net * 3)', since: 18, finding: 'rewrites', locks, rewrites: ['public.orders'] },
    {
      title: 'a virtual column', setup: generated.replace('STORED', 'VIRTUAL'), statement: 'ALTER TABLE orders ALTER COLUMN gross SET EXPRESSION AS (net * 3)', since: 18, finding: undefined, locks,
    },
  ],
  'ban-drop-not-null': [
    { title: 'a column', setup: 'CREATE TABLE orders (a int NOT NULL, b int); INSERT INTO orders VALUES (1);', statement: 'ALTER TABLE orders ALTER a DROP NOT NULL', finding: 'nullable', locks },
    { title: 'one that may be NULL', setup: 'CREATE TABLE orders (a int NOT NULL, b int);', statement: 'ALTER TABLE orders ALTER b DROP NOT NULL', finding: undefined, locks },
  ],
  'autovacuum-disabled': [
    { title: 'off', setup, statement: 'ALTER TABLE orders SET (autovacuum_enabled = false)', finding: 'altered', locks: { 'public.orders': shareUpdateExclusive } },
    { title: 'another setting', setup, statement: 'ALTER TABLE orders SET (autovacuum_vacuum_threshold = 10)', finding: undefined, locks: { 'public.orders': shareUpdateExclusive } },
  ],
};
