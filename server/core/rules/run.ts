import type { Node } from '@pgsql/types';
import type { Statement } from '../document/statement';
import { walk } from '../sql/walk';
import { usualInBodies, type Ancestor, type InBodies, type NodeTag, type RegisteredRule, type Report, type RuleContext } from './rule';

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

/** A part of a body as its rules see it. */
export interface NotedPart {
  readonly statement: Statement;
  /** Among the parts of its body, from 0. */
  readonly index: number;
  /** The report as one of the whole statement. */
  placed(rule: RegisteredRule, report: Report): Report;
}

/** What a rule keeps of a statement for the end of the file. */
export interface RuleNote {
  readonly rule: string;
  readonly value: object;
  /** Set where it is of a part of the statement's body, which has a report of its own. */
  readonly part?: NotedPart;
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

export interface RuleSet {
  readonly rules: readonly RegisteredRule[];
  /** Rules that do not look into the bodies of functions, and not into those of DO blocks. */
  readonly silentIn: Readonly<Record<'function' | 'block', ReadonlySet<string>>>;
  find(id: string): RegisteredRule | undefined;
  /** One walk over the tree for all rules, outside of nodes of the kinds `stays`. A rule that throws is named in `crashes`; what it reported of this statement before is kept. */
  run(tree: Node, context: Omit<RuleContext, 'report' | 'note'>, off: (rule: string) => boolean, stays?: ReadonlySet<NodeTag>): RuleRun;
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
    silentIn: { function: idsOf(rules, (where) => where !== 'always'), block: idsOf(rules, (where) => where === 'never') },
    find: (id) => byId.get(id),
    run(tree, facts, off, stays) {
      const reports: RuleReport[] = [];
      const notes: RuleNote[] = [];
      const crashes = new Map<string, RuleCrash>();
      let current: RegisteredRule | undefined;
      const { statement, catalog, pgVersion, transaction, migration, direction, within, isNew, relation, effects, display } = facts;
      const context: RuleContext = {
        statement, catalog, pgVersion, transaction, migration, direction, within, isNew, relation, effects, display,
        report(report) {
          if (current !== undefined) reports.push({ rule: current, report });
        },
        note(value) {
          if (current !== undefined) notes.push({ rule: current.id, value });
        },
      };
      walk(tree, (tag, node, ancestors) => {
        const visits = byTag.get(tag);
        if (visits === undefined || (stays !== undefined && (stays.has(tag) || ancestors.some((each) => stays.has(each.tag))))) return;
        for (const { rule, visit } of visits) {
          if (off(rule.id) || (crashes.size > 0 && crashes.has(rule.id))) continue;
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

function idsOf(rules: readonly RegisteredRule[], wanted: (where: InBodies) => boolean): ReadonlySet<string> {
  return new Set(rules.filter(({ bodies, group }) => wanted(bodies ?? usualInBodies[group])).map(({ id }) => id));
}

/** Replaces `{name}` by `data.name`; an unknown name stays as it is, so that a test sees it. */
export function fillMessage(template: string, data: Readonly<Record<string, string>> = {}): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => data[name] ?? whole);
}
