import { element } from './dom';

/** Text in which `code` stands between backticks, as nodes. Nothing else in it has a meaning. */
export function richText(text: string): readonly (Node | string)[] {
  return text.split('`').map((piece, index, pieces) => {
    // A last backtick without a partner is an ordinary character.
    if (index % 2 === 0) return piece;
    return index === pieces.length - 1 ? `\`${piece}` : element('code', {}, piece);
  });
}
