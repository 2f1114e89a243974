import { accessExclusive, type Proof } from './proof';

const enums = `
  CREATE TYPE state AS ENUM ('a', 'b');
  CREATE TYPE less AS ENUM ('a');
  CREATE TYPE more AS ENUM ('b', 'a', 'c');
  CREATE TABLE orders (id bigint, state state);
  INSERT INTO orders VALUES (1, 'b');`;
const used = `
  CREATE TABLE orders (id bigint, a int, b int, c int, d int GENERATED ALWAYS AS (c + 1) STORED, owner text, free int);
  CREATE VIEW v AS SELECT a FROM orders;
  CREATE POLICY p ON orders USING (owner = 'x');
  CREATE FUNCTION f() RETURNS trigger LANGUAGE internal AS 'suppress_redundant_updates_trigger';
  CREATE TRIGGER t AFTER UPDATE OF b ON orders FOR EACH ROW EXECUTE FUNCTION f();
  CREATE TRIGGER w AFTER UPDATE ON orders FOR EACH ROW WHEN (OLD.id <> NEW.id) EXECUTE FUNCTION f();`;
const locks = { 'public.orders': accessExclusive } as const;

function refused(change: string, finding: 'drop' | 'type' | 'key', error: string, setup = used): Proof {
  return { title: change, setup, statement: `ALTER TABLE orders ${change}`, finding, locks: {}, error };
}

/** Changes that PostgreSQL refuses because of what is there. */
export const proofsByRule: Readonly<Record<string, readonly Proof[]>> = {
  'enum-value-removed': [
    { title: 'a row has the value', setup: enums, statement: 'ALTER TABLE orders ALTER state TYPE less USING state::text::less', finding: 'fails', locks: {}, error: '22P02' },
    { title: 'nothing is lost', setup: enums, statement: 'ALTER TABLE orders ALTER state TYPE more USING state::text::more', finding: undefined, locks, rewrites: ['public.orders'] },
  ],
  'depends-on-object': [
    refused('DROP a', 'drop', '2BP01'), refused('ALTER a TYPE bigint', 'type', '0A000'), refused('DROP owner', 'drop', '2BP01'), refused('ALTER owner TYPE varchar(9)', 'type', '0A000'),
    refused('ALTER b TYPE bigint', 'type', '0A000'), refused('DROP b', 'drop', '2BP01'), refused('ALTER id TYPE int', 'type', '0A000'), refused('DROP id', 'drop', '2BP01'),
    refused('ALTER c TYPE bigint', 'type', '0A000'), refused('DROP c', 'drop', '2BP01'), refused('DROP c, DROP d', 'drop', '2BP01'),
    refused('ALTER a TYPE bigint', 'key', '42P16', 'CREATE TABLE orders (a int) PARTITION BY RANGE (a);'),
    { title: 'DROP d, DROP c', setup: used, statement: 'ALTER TABLE orders DROP d, DROP c', finding: undefined, locks },
    { title: 'a column that nothing needs', setup: used, statement: 'ALTER TABLE orders DROP free', finding: undefined, locks },
  ],
};
