import type { Fix as SarifFix, Log, Region, ReportingDescriptor, Result } from 'sarif';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { docsUrl } from '../core/rules/docs-url';
import type { Fix, Severity } from '../core/rules/finding';
import { rules } from '../core/rules/index';
import type { RegisteredRule } from '../core/rules/rule';
import { version } from '../version';
import { placedFindings, type Place, type PlacedFinding } from './findings-in-order';
import type { FileReport } from './report';

const levels = { error: 'error', warning: 'warning', info: 'note', hint: 'note' } as const satisfies Readonly<Record<Severity, string>>;

/** SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/): results with their rules, fixes and what names them wherever they move. */
export function reportSarif(files: readonly FileReport[]): string {
  const found = files.map((file) => ({ file, ...placedFindings(file) }));
  const used = new Set(found.flatMap(({ findings }) => findings.map(({ finding }) => finding.rule)));
  const described = rules.filter(({ id }) => used.has(id));
  const indexes = new Map(described.map(({ id }, index) => [id, index]));
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'SQL Coach', version, semanticVersion: version, informationUri: 'https://github.com/sql-coach/sql-coach', rules: described.map(describe) } },
      columnKind: 'utf16CodeUnits',
      artifacts: files.map(({ path }) => ({ location: { uri: uriOf(path) } })),
      results: found.flatMap(({ file, findings, placeOf }, index) => findings.map((each) => resultOf({ found: each, uri: uriOf(file.path), index, rule: indexes.get(each.finding.rule) ?? -1, placeOf }))),
    }],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function describe({ id, doc, group, severity, optional }: RegisteredRule): ReportingDescriptor {
  const [sentence = '', , why = ''] = doc.trim().split('\n');
  return {
    id,
    shortDescription: { text: sentence },
    fullDescription: { text: why === '' ? sentence : why },
    helpUri: docsUrl(id),
    help: { text: sentence, markdown: doc.trim() },
    defaultConfiguration: { level: levels[severity], enabled: optional !== true },
    properties: { tags: ['sql', 'postgresql', group] },
  };
}

interface ResultParts {
  readonly found: PlacedFinding;
  readonly uri: string;
  /** Of the file among the artifacts, and of the rule among the rules. */
  readonly index: number;
  readonly rule: number;
  readonly placeOf: (offset: number) => Place;
}

function resultOf({ found: { finding, statement, occurrence, start, end }, uri, index, rule, placeOf }: ResultParts): Result {
  const fixes = finding.fixes.map((fix) => fixOf(fix, { uri, index }, placeOf));
  return {
    ruleId: finding.rule,
    ruleIndex: rule,
    level: levels[finding.severity],
    message: { text: finding.message },
    locations: [{ physicalLocation: { artifactLocation: { uri, index }, region: regionOf(start, end) } }],
    partialFingerprints: { 'statement/v1': `${statement}:${occurrence}` },
    ...(fixes.length === 0 ? {} : { fixes }),
  };
}

function fixOf({ title, kind, edits }: Fix, artifactLocation: { readonly uri: string; readonly index: number }, placeOf: ResultParts['placeOf']): SarifFix {
  return {
    description: { text: title },
    artifactChanges: [{
      artifactLocation: { ...artifactLocation },
      replacements: edits.map((edit) => ({ deletedRegion: regionOf(placeOf(edit.start), placeOf(edit.end)), insertedContent: { text: edit.text } })),
    }],
    properties: { kind },
  };
}

function regionOf(start: Place, end: Place): Region {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** Relative where the path is, so that a service finds the file in its own checkout. */
function uriOf(path: string): string {
  if (/^(?:\/|[A-Za-z]:[\\/])/.test(path)) return pathToFileURL(resolve(path)).href;
  return path.split(/[\\/]/).map((part) => encodeURIComponent(part)).join('/');
}
