import type { CatalogView, Reference } from '../catalog/model';
import type { FileContext, Note, Report, RuleContext, Visitors } from '../rules/rule';
import { referenceOf } from './names';

/** A name that a statement gives to something, or takes away from something that code may look for under it. */
export type NameNote = { readonly takes: string } | { readonly leaves: string; readonly report: Report; readonly reshaped?: Reshaped } | { readonly reshapes: string };

/** What is reported instead where a later statement of the migration drops a column of `key`, or changes the type of one. */
interface Reshaped {
  readonly key: string;
  readonly report: Report;
}

export function keyOfName(catalog: CatalogView, name: Reference): string {
  const { schema, name: own } = catalog.resolve(name);
  return `${schema}.${own}`;
}

function takes(name: Reference, context: RuleContext): void {
  context.note({ takes: keyOfName(context.catalog, name) } satisfies NameNote);
}

/** Notes of what gives a relation its name: a view, a table, a table from a query. */
export const namesTaken: Visitors = {
  ViewStmt: (node, context) => void (node.view && takes(referenceOf(node.view), context)),
  CreateStmt: (node, context) => void (node.relation && takes(referenceOf(node.relation), context)),
  CreateTableAsStmt: (node, context) => void (node.into?.rel && takes(referenceOf(node.into.rel), context)),
};

/** Reports the names that nothing takes again later in the same migration. Outside a transaction others see the time between. */
export function reportNamesLeft(context: FileContext): void {
  const notes = context.notes() as readonly Note<NameNote>[];
  notes.forEach(({ value, unit, number, transaction }, index) => {
    if (!('leaves' in value)) return;
    const again = notes.slice(index + 1).some((later) => later.unit === unit && 'takes' in later.value && later.value.takes === value.leaves);
    if (again && transaction !== 'outside') return;
    const { reshaped } = value;
    const isReshaped = reshaped !== undefined && notes.slice(index + 1).some((later) => later.unit === unit && 'reshapes' in later.value && later.value.reshapes === reshaped.key);
    context.report(number, isReshaped ? reshaped.report : value.report);
  });
}
