import { findKeyword, indexAt, tokensOf } from '../../sql/find';
import { readRoutine } from '../../sql/routines';
import { defineOptions, listOfNames } from '../options';
import { defineRule, type RuleContext } from '../rule';
import doc from './untrusted-language.md';

const options = defineOptions({
  allow: listOfNames('Languages and extensions that the project has decided for.'),
});

export const untrustedLanguage = defineRule({
  id: 'untrusted-language',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  options,
  peers: ['pgrubic'],
  optional: true,
  doc,
  messages: {
    unbounded: '{language} code is not confined: whoever may write such a function can read every file of the server and start programs as its user. Use a trusted language, or do the work outside the database.',
  },
  visit: {
    CreateFunctionStmt(node, context) {
      const language = readRoutine(node)?.language;
      if (language !== undefined && isUntrusted(language)) report(language, 'language', context);
    },
    CreateExtensionStmt({ extname }, context) {
      if (extname !== undefined && isUntrusted(extname)) report(extname, 'extension', context);
    },
  },
});

/** By the custom that the names of untrusted languages end in u; PL/R and PL/sh do not follow it. */
function isUntrusted(name: string): boolean {
  return /^pl(?:python[23]?|perl|tcl|java|lua|ruby|js)u$/.test(name) || name === 'plr' || name === 'plsh';
}

function report(language: string, keyword: string, context: RuleContext): void {
  if (context.options(options).allow.includes(language)) return;
  const tokens = tokensOf(context.statement);
  const start = findKeyword(tokens, 0, keyword)?.end;
  let index = start === undefined ? -1 : indexAt(tokens, start);
  if (keyword === 'extension' && tokens.text.slice(tokens.list[index]?.start, tokens.list[index]?.end).toLowerCase() === 'if') index += 3;
  const name = tokens.list[index];
  context.report({ span: name === undefined ? { start: 0, end: context.statement.text.length } : { start: name.start, end: name.end }, message: 'unbounded', data: { language } });
}
