import { accessExclusive, share, shareUpdateExclusive, type Proof } from './proof';

const setup = 'CREATE TABLE orders (id int);';

export const proofs: readonly Proof[] = [
  { title: 'without a mode', setup, statement: 'LOCK TABLE orders', finding: 'blocks', locks: { 'public.orders': accessExclusive } },
  { title: 'SHARE', setup, statement: 'LOCK orders IN SHARE MODE', finding: 'blocks', locks: { 'public.orders': share } },
  { title: 'EXCLUSIVE', setup, statement: 'LOCK orders IN EXCLUSIVE MODE', finding: 'blocks', locks: { 'public.orders': 'ExclusiveLock' } },
  { title: 'a weak mode', setup, statement: 'LOCK orders IN SHARE UPDATE EXCLUSIVE MODE', finding: undefined, locks: { 'public.orders': shareUpdateExclusive } },
];
