import type { Edit, Span } from '../text/span';

export type Severity = 'error' | 'warning' | 'info' | 'hint';
export const severities: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** `safe`: keeps the meaning, may be applied without reading. `suggestion`: offered one by one. */
export type FixKind = 'safe' | 'suggestion';

export interface Fix {
  readonly title: string;
  readonly kind: FixKind;
  readonly edits: readonly Edit[];
}

/** Plain data; spans and edits are UTF-16 offsets of the file. */
export interface Finding {
  readonly rule: string;
  /** The key of the rule's `messages` that was used. */
  readonly messageId: string;
  readonly message: string;
  readonly severity: Severity;
  readonly span: Span;
  readonly fixes: readonly Fix[];
  /** Address of the rule's page. */
  readonly docs: string;
  /** Id of the lesson that teaches it, if there is one. */
  readonly lesson: string | undefined;
  readonly unnecessary?: boolean;
}
