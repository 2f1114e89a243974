import type { Node } from '@pgsql/types';
import { walk } from '../sql/walk';
import { defaultsOf, type Options, type OptionsSchema } from './options';
import type { Severity } from './finding';
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
  readonly levels: Levels;
  readonly options?: ReadonlyMap<string, object>;
}

/** The options of a rule, as configured or by default. */
export function optionsOf<S extends OptionsSchema>(rule: string, schema: S, { options }: RuleConfiguration): Options<S> {
  return (options?.get(rule) as Options<S> | undefined) ?? defaultsOf(schema);
}

export interface RuleSet {
  readonly rules: readonly RegisteredRule[];
  find(id: string): RegisteredRule | undefined;
  /**
   * One walk over the tree for all rules that the levels leave on. A rule that throws is named in `crashes`; what it reported of this
   * statement before is kept.
   */
  run(tree: Node, context: Omit<RuleContext, 'report' | 'note' | 'options'>, configuration: RuleConfiguration): RuleRun;
}

/** Levels by rule; what is missing is on. Never changed once it was given to a rule set: who wants other levels makes another map. */
export type Levels = ReadonlyMap<string, Severity | 'off'>;

export function createRuleSet(rules: readonly RegisteredRule[]): RuleSet {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const tables = new WeakMap<Levels, VisitsByTag>();
  const visitsFor = (levels: Levels): VisitsByTag => {
    const known = tables.get(levels);
    if (known !== undefined) return known;
    const made = visitsByTag(rules.filter(({ id }) => levels.get(id) !== 'off'));
    tables.set(levels, made);
    return made;
  };
  return { rules, find: (id) => byId.get(id), run: (tree, facts, configuration) => new Running(facts, configuration).run(tree, visitsFor(configuration.levels)) };
}

type VisitsByTag = ReadonlyMap<NodeTag, readonly RuleVisit[]>;

function visitsByTag(rules: readonly RegisteredRule[]): VisitsByTag {
  const byTag = new Map<NodeTag, RuleVisit[]>();
  for (const rule of rules) {
    for (const [tag, visit] of Object.entries(rule.visit ?? {}) as [NodeTag, Visit][]) {
      const visits = byTag.get(tag);
      if (visits === undefined) byTag.set(tag, [{ rule, visit }]);
      else visits.push({ rule, visit });
    }
  }
  return byTag;
}

/** The rules over one statement. */
class Running {
  readonly #reports: RuleReport[] = [];
  readonly #notes: RuleNote[] = [];
  readonly #context: RuleContext;
  #crashes: Map<string, RuleCrash> | undefined;
  #current: RegisteredRule | undefined;

  constructor({ statement, catalog, pgVersion, transaction, migration, direction, isNew, relation, effects, display }: Omit<RuleContext, 'report' | 'note' | 'options'>, configuration: RuleConfiguration) {
    this.#context = {
      statement, catalog, pgVersion, transaction, migration, direction, isNew, relation, effects, display,
      options: (schema) => optionsOf(this.#current?.id ?? '', schema, configuration),
      report: (report) => {
        if (this.#current !== undefined) this.#reports.push({ rule: this.#current, report });
      },
      note: (value) => {
        if (this.#current !== undefined) this.#notes.push({ rule: this.#current.id, value });
      },
    };
  }

  run(tree: Node, table: VisitsByTag): RuleRun {
    walk(tree, (tag, node, ancestors) => {
      const visits = table.get(tag);
      if (visits !== undefined) this.#visit(visits, node, ancestors);
    });
    return { reports: this.#reports, notes: this.#notes, crashes: this.#crashes === undefined ? noCrashes : [...this.#crashes.values()] };
  }

  #visit(visits: readonly RuleVisit[], node: object, ancestors: readonly Ancestor[]): void {
    // By index: this loop runs so often that its iterator would count.
    for (let index = 0; index < visits.length; index++) {
      const own = visits[index];
      if (own === undefined || this.#crashes?.has(own.rule.id) === true) continue;
      const { rule, visit } = own;
      this.#current = rule;
      try {
        visit(node, this.#context, ancestors);
      } catch (error) {
        this.#crashes ??= new Map();
        this.#crashes.set(rule.id, { rule: rule.id, message: String((error as Error)?.stack ?? error) });
      }
    }
  }
}

const noCrashes: readonly RuleCrash[] = [];

/** Replaces `{name}` by `data.name`; an unknown name stays as it is, so that a test sees it. */
export function fillMessage(template: string, data: Readonly<Record<string, string>> = {}): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => data[name] ?? whole);
}
