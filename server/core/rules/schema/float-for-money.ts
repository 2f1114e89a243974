import { enumerate, columnVisitors, isBuiltIn, retype, inCaseOf, type NewColumn } from '../../sql/new-columns';
import { quoteIdentifier } from '../../sql/names';
import { defineOptions, listOfNames } from '../options';
import { defineRule } from '../rule';
import doc from './float-for-money.md';

const options = defineOptions({
  words: listOfNames('Parts of the names of columns that hold amounts in this project, in lower case: `kontostand` finds `kontostand` and `alter_kontostand`.'),
});

export const floatForMoney = defineRule({
  id: 'float-for-money',
  severity: 'warning',
  since: '0.1.0',
  fix: 'suggestion',
  options,
  peers: ['pgrubic', 'sqlcheck'],
  doc,
  messages: {
    rounds: 'A binary fraction cannot hold 0.10: sums of {columns} drift from the exact amount, and equal amounts compare as different. Use numeric, or a whole number of the smallest coin.',
  },
  visit: columnVisitors((columns, context) => {
    const floats = columns.filter((column) => isBuiltIn(column, 'float4', 'float8'));
    if (floats.length === 0) return;
    const aboutMoney = columns.some(({ name }) => wordsOf(name).some((word) => currencies.has(word))) || wordsOf(floats[0]?.table.name ?? '').some((word) => documents.has(word));
    const found = floats.filter((column) => isMoney(column, aboutMoney) || wordsOf(column.name).some((word) => context.options(options).words.includes(word)));
    const [first] = found;
    if (first === undefined) return;
    context.report({
      span: first.typeSpan,
      message: 'rounds',
      data: { columns: enumerate(found.map(({ name }) => quoteIdentifier(name))) },
      fixes: [{
        title: 'Use numeric',
        kind: 'suggestion',
        edits: found.map((column) => retype(column, context, inCaseOf(context.statement.text.slice(column.baseSpan.start, column.baseSpan.end), 'numeric'))),
      }],
    });
  }),
});

const certain = words('price prices salary salaries wage wages revenue subtotal surcharge usd eur gbp dollars euros cents');
/** Money only where something else says so: an amount of flour is no money. */
const possible = words('amount cost costs fee fees total balance payment refund discount tax vat budget paid due credit debit payout tip charge charged');
const currencies = words('currency currencies usd eur gbp dollars euros cents iban');
const documents = words('invoice invoices payment payments order orders transaction transactions billing bill bills purchase purchases refund refunds payout payouts wallet wallets ledger receipt receipts checkout checkouts cart carts');
/** Numbers made of money that are no money: a ratio, an estimate, a number of things. */
const derived = words(
  'ratio factor rate percent pct percentage score weight level change multiplier rank probability confidence volatility elasticity avg average mean std stddev ' +
  'estimate estimated predicted forecast count seconds ms minutes hours tokens memory bytes index time',
);

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

/** `unitPrice` and `unit_price` both give `unit`, `price`. */
function wordsOf(name: string): readonly string[] {
  return name.replaceAll(/([a-z])([A-Z])/g, '$1_$2').toLowerCase().split('_');
}

function isMoney({ name }: NewColumn, aboutMoney: boolean): boolean {
  const parts = wordsOf(name);
  if (parts.some((word) => derived.has(word))) return false;
  return parts.some((word) => certain.has(word)) || (aboutMoney && parts.some((word) => possible.has(word)));
}
