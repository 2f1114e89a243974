import { accessExclusive, shareRowExclusive, type Proof } from './proof';

const setup = `
  CREATE TABLE orders (id bigint PRIMARY KEY);
  CREATE TRIGGER t BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();`;

export const proofs: readonly Proof[] = [
  { title: 'DROP TRIGGER', setup, statement: 'DROP TRIGGER t ON orders', finding: 'locks', locks: { 'public.orders': accessExclusive } },
  {
    title: 'CREATE OR REPLACE TRIGGER', setup, finding: undefined, locks: { 'public.orders': shareRowExclusive },
    statement: 'CREATE OR REPLACE TRIGGER t BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()',
  },
];
