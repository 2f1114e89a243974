/** Language ids that stand for PostgreSQL or may do so: VS Code's own and those of other PostgreSQL extensions. */
export const languages = ['sql', 'postgres', 'postgresql', 'pgsql', 'plpgsql'] as const;

/** Places whose text belongs to the user's work. Others (`git`, `output`, diff sides) show copies that nobody can repair. */
export const schemes = ['file', 'untitled', 'vscode-vfs', 'vscode-userdata', 'vscode-notebook-cell'] as const;

export const documentSelector = schemes.flatMap((scheme) => languages.map((language) => ({ scheme, language })));

/** Whether a document is one that the server checks. */
export function isCoached(document: { readonly languageId: string; readonly uri: { readonly scheme: string } }): boolean {
  return documentSelector.some(({ scheme, language }) => scheme === document.uri.scheme && language === document.languageId);
}
