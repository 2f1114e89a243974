import type { Node } from '@pgsql/types';
import type { Statement } from '../document/statement';
import { walk } from '../sql/walk';
import { defaultsOf, type Options, type OptionsSchema } from './options';
import type { Severity } from './finding';
import { usualInBodies, type Ancestor, type NodeTag, type RegisteredRule, type Report, type RuleContext } from './rule';

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
  run(tree: Node, context: Omit<RuleContext, 'report' | 'note' | 'options'>, configuration: RuleConfiguration, where?: Where): RuleRun;
}

/** What of a tree is looked at. */
export interface Where {
  /** The tree is part of the body of a function or a DO block: rules that do not look into those are silent. */
  readonly body?: 'function' | 'block';
  /** Kinds of nodes that are left out with all that is in them. */
  readonly stays?: ReadonlySet<NodeTag>;
}

/** Levels by rule; what is missing is on. Never changed once it was given to a rule set: who wants other levels makes another map. */
export type Levels = ReadonlyMap<string, Severity | 'off'>;

export function createRuleSet(rules: readonly RegisteredRule[]): RuleSet {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const tables = { statement: new WeakMap<Levels, VisitsByTag>(), function: new WeakMap<Levels, VisitsByTag>(), block: new WeakMap<Levels, VisitsByTag>() };
  const visitsFor = (levels: Levels, body: Where['body']): VisitsByTag => {
    const table = tables[body ?? 'statement'];
    const known = table.get(levels);
    if (known !== undefined) return known;
    const made = visitsByTag(rules.filter((rule) => levels.get(rule.id) !== 'off' && speaksIn(rule, body)));
    table.set(levels, made);
    return made;
  };
  return { rules, find: (id) => byId.get(id), run: (tree, facts, configuration, where) => new Running(facts, configuration).run(tree, visitsFor(configuration.levels, where?.body), where?.stays) };
}

function speaksIn({ bodies, group }: RegisteredRule, body: Where['body']): boolean {
  const there = bodies ?? usualInBodies[group];
  return body === undefined || there === 'always' || (body === 'block' && there === 'run');
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

  constructor({ statement, catalog, pgVersion, transaction, migration, direction, within, isNew, relation, effects, display }: Omit<RuleContext, 'report' | 'note' | 'options'>, configuration: RuleConfiguration) {
    this.#context = {
      statement, catalog, pgVersion, transaction, migration, direction, within, isNew, relation, effects, display,
      options: (schema) => optionsOf(this.#current?.id ?? '', schema, configuration),
      report: (report) => {
        if (this.#current !== undefined) this.#reports.push({ rule: this.#current, report });
      },
      note: (value) => {
        if (this.#current !== undefined) this.#notes.push({ rule: this.#current.id, value });
      },
    };
  }

  run(tree: Node, table: VisitsByTag, stays: Where['stays']): RuleRun {
    walk(tree, (tag, node, ancestors) => {
      const visits = table.get(tag);
      if (visits === undefined || (stays !== undefined && (stays.has(tag) || ancestors.some((each) => stays.has(each.tag))))) return;
      this.#visit(visits, node, ancestors);
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
