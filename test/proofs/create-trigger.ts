import { shareRowExclusive, type Proof } from './proof';

const setup = 'CREATE TABLE orders (id bigint PRIMARY KEY);';
const locks = { 'public.orders': shareRowExclusive } as const;

export const proofs: readonly Proof[] = [
  { title: 'for each row', setup, statement: 'CREATE TRIGGER t BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()', finding: 'row', locks },
  { title: 'a new table', setup: '', preparation: 'CREATE TABLE fresh (x int);', statement: 'CREATE TRIGGER t BEFORE UPDATE ON fresh FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()', finding: undefined, locks: { 'public.fresh': 'AccessExclusiveLock' } },
];
