import type { AlterPolicyStmt, AlterTableCmd, CreatePolicyStmt, CreateStatsStmt, Node, RuleStmt } from '@pgsql/types';
import type { Policy, QualifiedName, Relation, Rule } from '../model';
import { referenceOfList } from '../../sql/names';
import { chooseRelationName } from '../object-names';
import { originAt, referenceOfRange, relationToChange, type Change } from './change';
import { columnsOf } from './columns';
import { put } from './constraints';
import { relationsRead } from './relations-read';

const commands: readonly string[] = ['all', 'select', 'insert', 'update', 'delete'];

export function createPolicy(change: Change, node: CreatePolicyStmt): void {
  const reference = referenceOfRange(node.table);
  const name = node.policy_name;
  if (!reference || name === undefined) return;
  const relation = relationToChange(change, reference, node.table?.location);
  if (relation.policies.some((policy) => policy.name === name)) return;
  const command = node.cmd_name?.toLowerCase() ?? 'all';
  const policy: Policy = {
    name, command: commands.includes(command) ? (command as Policy['command']) : 'all', permissive: node.permissive ?? false, roles: rolesOf(node.roles),
    using: node.qual, check: node.with_check, reads: readsOf(change, [node.qual, node.with_check]), origin: originAt(change, node.table?.location),
  };
  put(change, { ...relation, policies: [...relation.policies, policy] });
}

export function alterPolicy(change: Change, node: AlterPolicyStmt): void {
  const reference = referenceOfRange(node.table);
  const relation = reference && change.catalog.relation(reference);
  if (!relation) return;
  const policies = relation.policies.map((policy): Policy => {
    if (policy.name !== node.policy_name) return policy;
    const using = node.qual ?? policy.using;
    const check = node.with_check ?? policy.check;
    return { ...policy, roles: node.roles ? rolesOf(node.roles) : policy.roles, using, check, reads: readsOf(change, [using, check]) };
  });
  put(change, { ...relation, policies });
}

/** Without TO a policy is for PUBLIC. */
function rolesOf(roles: readonly Node[] | undefined): readonly string[] {
  return (roles ?? []).flatMap((role) => {
    if (!('RoleSpec' in role)) return [];
    const { roletype, rolename } = role.RoleSpec;
    if (roletype === 'ROLESPEC_PUBLIC') return ['public'];
    return rolename ?? (roletype === 'ROLESPEC_SESSION_USER' ? 'session_user' : 'current_user');
  });
}

function readsOf(change: Change, expressions: readonly (Node | undefined)[]): readonly QualifiedName[] {
  return expressions.flatMap((expression) => relationsRead(change.catalog, expression));
}

const rowSecurity: ReadonlyMap<string, Partial<Relation['rowSecurity']>> = new Map([
  ['AT_EnableRowSecurity', { enabled: true }], ['AT_DisableRowSecurity', { enabled: false }], ['AT_ForceRowSecurity', { forced: true }], ['AT_NoForceRowSecurity', { forced: false }],
]);

export function setRowSecurity(change: Change, relation: Relation, { subtype }: AlterTableCmd): void {
  put(change, { ...relation, rowSecurity: { ...relation.rowSecurity, ...rowSecurity.get(subtype ?? '') } });
}

const ruleEvents: ReadonlyMap<string, Rule['event']> = new Map([['CMD_SELECT', 'select'], ['CMD_INSERT', 'insert'], ['CMD_UPDATE', 'update'], ['CMD_DELETE', 'delete']]);

export function createRule(change: Change, node: RuleStmt): void {
  const reference = referenceOfRange(node.relation);
  const event = ruleEvents.get(node.event ?? '');
  const name = node.rulename;
  if (!reference || event === undefined || name === undefined) return;
  const relation = relationToChange(change, reference, node.relation?.location);
  const known = relation.rules.some((rule) => rule.name === name);
  if (known && !node.replace) return;
  const actions = node.actions ?? [];
  const rule: Rule = {
    name, event, instead: node.instead ?? false, where: node.whereClause, actions, enabled: 'origin',
    reads: [node.whereClause, ...actions].flatMap((part) => relationsRead(change.catalog, part)), origin: originAt(change, node.relation?.location),
  };
  put(change, { ...relation, rules: [...relation.rules.filter((other) => other.name !== name), rule] });
}

const ruleStates: ReadonlyMap<string, Rule['enabled']> = new Map([
  ['AT_EnableRule', 'origin'], ['AT_EnableAlwaysRule', 'always'], ['AT_EnableReplicaRule', 'replica'], ['AT_DisableRule', 'disabled'],
]);

export function enableRule(change: Change, relation: Relation, { subtype, name }: AlterTableCmd): void {
  const enabled = ruleStates.get(subtype ?? '');
  if (enabled !== undefined) put(change, { ...relation, rules: relation.rules.map((rule) => (rule.name === name ? { ...rule, enabled } : rule)) });
}

/** The name that PostgreSQL chooses where none is written is of the table, its columns and `stat`. */
export function createStatistics(change: Change, node: CreateStatsStmt): void {
  const [range] = node.relations ?? [];
  const reference = range && 'RangeVar' in range ? referenceOfRange(range.RangeVar) : undefined;
  const relation = reference && change.catalog.relation(reference);
  if (!relation) return;
  const columns = (node.exprs ?? []).flatMap((element) => ('StatsElem' in element ? [element.StatsElem.name ?? [...columnsOf(element.StatsElem.expr)]].flat() : []));
  const written = referenceOfList(node.defnames);
  const name = written ? change.catalog.resolveNew(written)
    : { schema: relation.schema, name: chooseRelationName(change.catalog, { relation, addition: columns.join('_'), label: 'stat' }, false) };
  if (relation.statistics.some((other) => other.name === name.name && other.schema === name.schema)) return;
  put(change, { ...relation, statistics: [...relation.statistics, { ...name, columns, origin: originAt(change, undefined) }] });
}

export function dropPart(change: Change, relation: Relation, part: 'rules' | 'policies', name: string): void {
  if (part === 'rules') put(change, { ...relation, rules: relation.rules.filter((rule) => rule.name !== name) });
  else put(change, { ...relation, policies: relation.policies.filter((policy) => policy.name !== name) });
}
