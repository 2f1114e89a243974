import { printParseErrorCode, type ParseErrorCode } from 'jsonc-parser';

const texts: Readonly<Record<string, string>> = {
  InvalidSymbol: 'This is no value in JSON.',
  InvalidNumberFormat: 'This is no number in JSON.',
  PropertyNameExpected: 'The name of a key in double quotes is expected here.',
  ValueExpected: 'A value is expected here.',
  ColonExpected: 'A colon is expected here.',
  CommaExpected: 'A comma is expected here.',
  CloseBraceExpected: 'A closing brace } is missing.',
  CloseBracketExpected: 'A closing bracket ] is missing.',
  EndOfFileExpected: 'The configuration ended before this.',
  UnexpectedEndOfComment: 'This comment has no end.',
  UnexpectedEndOfString: 'This string has no closing double quote.',
  UnexpectedEndOfNumber: 'This number is not complete.',
  InvalidUnicode: 'After \\u four hexadecimal digits are expected.',
  InvalidEscapeCharacter: 'A backslash cannot stand before this character.',
  InvalidCharacter: 'This character cannot stand in JSON; inside a string, write it as \\u and four hexadecimal digits.',
};

/** One sentence for the reader of the configuration. */
export function describeJsonError(error: ParseErrorCode): string {
  return texts[printParseErrorCode(error)] ?? 'This is not valid JSON.';
}
