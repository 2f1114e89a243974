/** Address of a rule's page, at the version that reported it. */
export function docsUrl(rule: string): string {
  return `https://github.com/sql-coach/sql-coach/blob/main/docs/rules/${rule}.md`;
}
