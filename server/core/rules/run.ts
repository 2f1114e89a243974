import type { Node } from '@pgsql/types';
import { walk } from '../sql/walk';
import { defaultsOf, type Options, type OptionsSchema } from './options';
import type { Ancestor, NodeTag, RegisteredRule, Report, RuleContext } from './rule';

type Visit = (node: object, context: RuleContext, ancestors: readonly Ancestor[]) => void;

interface RuleVisit {
  readonly rule: RegisteredRule;
  readonly visit: Visit;
}

/** What a rule said, before severity and place in the file are known. */
export interface RuleReport {
  readonly rule: RegisteredRule;
  readonly report: Report;
}

/** What a rule keeps of a statement for the end of the file. */
export interface RuleNote {
  readonly rule: string;
  readonly value: object;
}

export interface RuleCrash {
  readonly rule: string;
  readonly message: string;
}

/** What all rules said of a statement. */
export interface RuleRun {
  readonly reports: readonly RuleReport[];
  readonly notes: readonly RuleNote[];
  readonly crashes: readonly RuleCrash[];
}

/** What the configuration says of single rules. */
export interface RuleConfiguration {
  readonly levels: ReadonlyMap<string, string>;
  readonly options?: ReadonlyMap<string, object>;
}

/** The options of a rule, as configured or by default. */
export function optionsOf<S extends OptionsSchema>(rule: string, schema: S, { options }: RuleConfiguration): Options<S> {
  return (options?.get(rule) as Options<S> | undefined) ?? defaultsOf(schema);
}

export interface RuleSet {
  readonly rules: readonly RegisteredRule[];
  find(id: string): RegisteredRule | undefined;
  /** One walk over the tree for all rules. A rule that throws is named in `crashes`; what it reported of this statement before is kept. */
  run(tree: Node, context: Omit<RuleContext, 'report' | 'note' | 'options'>, configuration: RuleConfiguration): RuleRun;
}

export function createRuleSet(rules: readonly RegisteredRule[]): RuleSet {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const byTag = new Map<NodeTag, RuleVisit[]>();
  for (const rule of rules) {
    for (const [tag, visit] of Object.entries(rule.visit ?? {}) as [NodeTag, Visit][]) {
      byTag.set(tag, [...(byTag.get(tag) ?? []), { rule, visit }]);
    }
  }
  return {
    rules,
    find: (id) => byId.get(id),
    run(tree, facts, configuration) {
      const reports: RuleReport[] = [];
      const notes: RuleNote[] = [];
      const crashes = new Map<string, RuleCrash>();
      let current: RegisteredRule | undefined;
      const { statement, catalog, pgVersion, transaction, migration, direction, isNew, relation, effects, display } = facts;
      const context: RuleContext = {
        statement, catalog, pgVersion, transaction, migration, direction, isNew, relation, effects, display,
        options: (schema) => optionsOf(current?.id ?? '', schema, configuration),
        report(report) {
          if (current !== undefined) reports.push({ rule: current, report });
        },
        note(value) {
          if (current !== undefined) notes.push({ rule: current.id, value });
        },
      };
      walk(tree, (tag, node, ancestors) => {
        const visits = byTag.get(tag);
        if (visits === undefined) return;
        for (const { rule, visit } of visits) {
          if (configuration.levels.get(rule.id) === 'off' || (crashes.size > 0 && crashes.has(rule.id))) continue;
          current = rule;
          try {
            visit(node, context, ancestors);
          } catch (error) {
            crashes.set(rule.id, { rule: rule.id, message: String((error as Error)?.stack ?? error) });
          }
        }
      });
      return { reports, notes, crashes: [...crashes.values()] };
    },
  };
}

/** Replaces `{name}` by `data.name`; an unknown name stays as it is, so that a test sees it. */
export function fillMessage(template: string, data: Readonly<Record<string, string>> = {}): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => data[name] ?? whole);
}
