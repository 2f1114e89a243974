import { MarkupKind, type ClientCapabilities, type InitializeParams } from 'vscode-languageserver';

/** What the client on the other side can do. */
export interface ClientProfile {
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesCodeLenses: boolean;
  readonly answersConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly tellsFolderChanges: boolean;
  readonly showsMarkdown: boolean;
  readonly takesSnippetEdits: boolean;
  readonly takesVersionedEdits: boolean;
  /** A workspace edit may create files. */
  readonly createsFiles: boolean;
  /** Changes of a workspace edit may have a label, and ask before they are made. */
  readonly annotatesChanges: boolean;
  /** The edit of a code action may come when it is chosen. */
  readonly resolvesActionEdits: boolean;
  /** Shows why a code action is not possible. */
  readonly showsDisabledActions: boolean;
  /** The commands of `ClientCommands` exist there. */
  readonly hasCommands: boolean;
}

/** @param fromExtension whether our own extension is on the other side; other editors say `"commands": true` in the initialization options */
export function profileOf({ capabilities, initializationOptions }: InitializeParams, fromExtension: boolean): ClientProfile {
  const { textDocument, workspace } = capabilities;
  const options: unknown = initializationOptions;
  const saysCommands = typeof options === 'object' && options !== null && 'commands' in options && options.commands === true;
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: refreshes(workspace),
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport === true,
    answersConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    tellsFolderChanges: workspace?.workspaceFolders === true,
    showsMarkdown: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) ?? false,
    takesSnippetEdits: workspace?.workspaceEdit?.snippetEditSupport === true && workspace.workspaceEdit.documentChanges === true,
    takesVersionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    createsFiles: workspace?.workspaceEdit?.documentChanges === true && workspace.workspaceEdit.resourceOperations?.includes('create') === true,
    annotatesChanges: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    resolvesActionEdits: textDocument?.codeAction?.dataSupport === true && textDocument.codeAction.resolveSupport?.properties.includes('edit') === true,
    showsDisabledActions: textDocument?.codeAction?.disabledSupport === true,
    hasCommands: fromExtension || saysCommands,
  };
}

/** The library's own client calls the group `diagnostics`, as the specification does. */
function refreshes(workspace: ClientCapabilities['workspace']): boolean {
  return workspace?.diagnostics?.refreshSupport === true;
}
