import type { AlterDatabaseSetStmt, DeallocateStmt, ExecuteStmt, Node, PrepareStmt, SelectStmt, TransactionStmt, VariableSetStmt } from '@pgsql/types';
import type { BodyReader } from '../../sql/body-reader';
import { namesOf } from '../../sql/names';
import type { Catalog } from '../catalog';
import { type Change } from './change';

export function setVariable({ catalog }: Change, node: VariableSetStmt): void {
  if (node.kind === 'VAR_RESET_ALL') return catalog.resetSettings();
  const name = node.name ?? '';
  if (node.kind === 'VAR_SET_VALUE') catalog.set(name, valueOf(name, node.args), node.is_local ? 'local' : 'session');
  else if (node.kind === 'VAR_SET_DEFAULT' || node.kind === 'VAR_RESET') catalog.set(name, undefined, node.is_local ? 'local' : 'session');
}

/** Takes effect with the next session, for whichever database is named: a history has one. */
export function alterDatabaseSet({ catalog }: Change, { setstmt }: AlterDatabaseSetStmt): void {
  const name = setstmt?.name ?? '';
  catalog.setDefault(name, setstmt?.kind === 'VAR_SET_VALUE' ? valueOf(name, setstmt.args) : undefined);
}

/** `SELECT set_config('name', 'value', is_local)`, as dumps write it. */
export function selectSetConfig({ catalog }: Change, { targetList }: SelectStmt): void {
  for (const target of targetList ?? []) {
    const call = 'ResTarget' in target ? target.ResTarget.val : undefined;
    if (!call || !('FuncCall' in call) || namesOf(call.FuncCall.funcname).at(-1) !== 'set_config') continue;
    const [name, value, local] = call.FuncCall.args ?? [];
    const text = value && textOf(value);
    const isLocal = local !== undefined && 'A_Const' in local && local.A_Const.boolval?.boolval === true;
    if (name && text !== undefined) catalog.set(textOf(name) ?? '', text, isLocal ? 'local' : 'session');
  }
}

/** Prepared statements end with the session, as settings do. A setting cannot have such a name. */
function preparedKey(name: string | undefined): string {
  return `prepare ${name ?? ''}`;
}

/** Keeps the text of the PREPARE. Without a name, DEALLOCATE means all: they stay here, because nothing sensible names one afterwards. */
export function prepareStatement({ catalog, statement, body }: Change, { name }: PrepareStmt): void {
  catalog.set(preparedKey(name), body === undefined ? statement.masked : undefined, 'session');
}

export function deallocate({ catalog }: Change, { name }: DeallocateStmt): void {
  if (name !== undefined) catalog.set(preparedKey(name), undefined, 'session');
}

/** What EXECUTE runs; undefined where no statement of the session has prepared it. */
export function preparedStatement(catalog: Catalog, reader: BodyReader | undefined, { name }: ExecuteStmt): Node | undefined {
  const text = catalog.setting(preparedKey(name));
  const [tree] = (text === undefined ? undefined : reader?.statements(text)) ?? [];
  return tree && 'PrepareStmt' in tree ? tree.PrepareStmt.query : undefined;
}

export function controlTransaction({ catalog }: Change, node: TransactionStmt): void {
  switch (node.kind) {
    case 'TRANS_STMT_BEGIN':
    case 'TRANS_STMT_START':
      return catalog.begin();
    case 'TRANS_STMT_COMMIT':
      catalog.commit();
      if (node.chain) catalog.begin();
      return;
    case 'TRANS_STMT_ROLLBACK':
      catalog.rollback();
      if (node.chain) catalog.begin();
      return;
    case 'TRANS_STMT_SAVEPOINT':
      return catalog.savepoint(node.savepoint_name);
    case 'TRANS_STMT_ROLLBACK_TO':
      return catalog.rollbackTo(node.savepoint_name ?? '');
  }
}

/** The items of a list setting are names: they are quoted where reading them back would fold or split them. */
function valueOf(name: string, args: readonly Node[] | undefined): string {
  const values = (args ?? []).flatMap((arg) => textOf(arg) ?? []);
  return name === 'search_path' ? values.map((value) => `"${value.replaceAll('"', '""')}"`).join(', ') : values.join(', ');
}

function textOf(node: Node): string | undefined {
  if ('TypeCast' in node) return node.TypeCast.arg && textOf(node.TypeCast.arg);
  if (!('A_Const' in node)) return undefined;
  const { ival, fval, sval, boolval } = node.A_Const;
  if (sval) return sval.sval ?? '';
  if (ival) return String(ival.ival ?? 0);
  if (fval) return fval.fval;
  return boolval ? String(boolval.boolval ?? false) : undefined;
}
