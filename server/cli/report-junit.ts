import { placedFindings, type PlacedFinding } from './findings-in-order';
import { fails, summarize, type FailLevel, type FileReport } from './report';

/** JUnit's XML as CI servers read it: a suite for each file, a test for each finding. Those that let the run fail are failures, others are told in their output. */
export function reportJunit(files: readonly FileReport[], failOn: FailLevel): string {
  const suites = files.map((file) => suiteOf(file, failOn));
  const tests = suites.reduce((sum, suite) => sum + suite.tests, 0);
  const failures = suites.reduce((sum, suite) => sum + suite.failures, 0);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', { name: 'sql-coach', tests, failures, errors: 0 }, suites.map(({ xml }) => xml))}`;
}

interface Suite {
  readonly tests: number;
  readonly failures: number;
  readonly xml: string;
}

function suiteOf(file: FileReport, failOn: FailLevel): Suite {
  const { findings } = placedFindings(file);
  const isFailure = ({ finding }: PlacedFinding) => fails(summarize([{ ...file, findings: [finding] }]), failOn);
  const failures = findings.filter(isFailure).length;
  const clean = element('testcase', { name: 'no findings', classname: file.path, file: file.path }, []);
  const cases = findings.length === 0 ? [clean] : findings.map((found) => caseOf(file.path, found, isFailure(found)));
  return { tests: cases.length, failures, xml: element('testsuite', { name: file.path, tests: cases.length, failures, errors: 0 }, cases) };
}

function caseOf(path: string, { finding, start }: PlacedFinding, failed: boolean): string {
  const text = `${path}:${start.line}:${start.column}: ${finding.severity}: ${finding.message}\n${finding.docs}`;
  const inside = failed ? `<failure${attributes({ message: finding.message, type: finding.rule })}>${escapeXml(text)}</failure>\n` : `<system-out>${escapeXml(text)}</system-out>\n`;
  return element('testcase', { name: `${finding.rule} at ${start.line}:${start.column}`, classname: path, file: path, line: start.line }, [inside]);
}

function element(name: string, properties: Readonly<Record<string, string | number>>, children: readonly string[]): string {
  if (children.length === 0) return `<${name}${attributes(properties)}/>\n`;
  return `<${name}${attributes(properties)}>\n${children.join('')}</${name}>\n`;
}

function attributes(properties: Readonly<Record<string, string | number>>): string {
  return Object.entries(properties).map(([name, value]) => ` ${name}="${escapeXml(String(value)).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')}"`).join('');
}

/** XML has no place for other control characters, nor for halves of characters (https://www.w3.org/TR/xml/#charsets). */
function escapeXml(text: string): string {
  const cleaned = text.replaceAll(/(?![\t\n])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu, '\uFFFD');
  return cleaned.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
