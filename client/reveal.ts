import { Position, Range, Selection, TabInputText, TextEditorRevealType, Uri, ViewColumn, window, workspace } from 'vscode';
import { relocate } from './relocate';

/** A statement where it was read, so that it is found again after an edit. */
export interface ReadStatement {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
  readonly text: string;
}

/** Where the statement stands now; undefined when it was changed itself. Rejects when the document cannot be opened. */
export async function placeOf({ uri, line, character, text }: ReadStatement): Promise<Position | undefined> {
  const document = await workspace.openTextDocument(Uri.parse(uri));
  const now = document.getText();
  const plain = now.replaceAll('\r\n', '\n');
  const offset = relocate(plain, text.replaceAll('\r\n', '\n'), normalOffset(now, document.offsetAt(new Position(line, character))));
  return offset === undefined ? undefined : positionIn(plain, offset);
}

/** Selects the statement in the editor; without a text only its place. Rejects when the document cannot be opened. */
export async function revealStatement(statement: ReadStatement): Promise<void> {
  const uri = Uri.parse(statement.uri);
  const editor = await window.showTextDocument(uri, { viewColumn: columnOf(uri), preserveFocus: false });
  const start = (statement.text === '' ? undefined : await placeOf(statement)) ?? new Position(statement.line, statement.character);
  const lines = statement.text.replaceAll('\r\n', '\n').split('\n');
  const last = lines.at(-1)?.length ?? 0;
  const end = new Position(start.line + lines.length - 1, lines.length === 1 ? start.character + last : last);
  editor.selection = new Selection(start, end);
  editor.revealRange(new Range(start, end), TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Offset in the text as it is with plain line breaks. */
function normalOffset(text: string, offset: number): number {
  return text.slice(0, offset).replaceAll('\r\n', '\n').length;
}

function positionIn(text: string, offset: number): Position {
  const before = text.slice(0, offset).split('\n');
  return new Position(before.length - 1, before.at(-1)?.length ?? 0);
}

/** Where the document is open already, so that it does not cover the view; else the first column. */
export function columnOf(uri: Uri): ViewColumn {
  const group = window.tabGroups.all.find(({ tabs }) => tabs.some(({ input }) => input instanceof TabInputText && input.uri.toString() === uri.toString()));
  return group?.viewColumn ?? ViewColumn.One;
}
