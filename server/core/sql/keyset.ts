/** One column of ORDER BY, as written (`o.created_at`) with the parameter that holds its value in the last row seen. */
export interface KeysetColumn {
  readonly expression: string;
  readonly parameter: string;
  readonly descending: boolean;
}

/**
 * The condition "after the last row of the previous page" for an ORDER BY. One direction makes a row comparison, which
 * a single index range answers (PostgreSQL manual, 9.25.5 Row Constructor Comparison); mixed directions need it written out.
 */
export function keysetCondition(columns: readonly KeysetColumn[]): string {
  const [first] = columns;
  if (first === undefined) return 'true';
  if (columns.every((column) => column.descending === first.descending)) {
    const operator = first.descending ? '<' : '>';
    if (columns.length === 1) return `${first.expression} ${operator} ${first.parameter}`;
    return `(${columns.map((column) => column.expression).join(', ')}) ${operator} (${columns.map((column) => column.parameter).join(', ')})`;
  }
  return writtenOut(columns);
}

function writtenOut(columns: readonly KeysetColumn[]): string {
  const [first, ...rest] = columns;
  if (first === undefined) return 'true';
  const beyond = `${first.expression} ${first.descending ? '<' : '>'} ${first.parameter}`;
  if (rest.length === 0) return beyond;
  return `(${beyond} OR (${first.expression} = ${first.parameter} AND ${writtenOut(rest)}))`;
}
