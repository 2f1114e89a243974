import type * as z from 'zod/mini';
import type { Measure, Metric } from './lesson';
import type { cardSchema, marketSchema } from './schemas';
import type { FenceSegment } from './segments';

const metrics: readonly Metric[] = ['plan', 'wal', 'value'];

/** `sql measure #id [metric=plan|wal|value] [after=a,b]`; a string says what is wrong. */
export function readMeasure(fence: FenceSegment): Measure | string {
  const name = fence.attributes.get('metric') ?? 'plan';
  const metric = metrics.find((known) => known === name);
  if (metric === undefined) return `\`metric=${name}\` is not known; it is one of ${metrics.join(', ')}.`;
  const after = (fence.attributes.get('after') ?? '').split(',').filter((id) => id !== '');
  return { id: fence.id, sql: fence.text.trim().replace(/;$/, ''), metric, after, line: fence.line };
}

export function cardMarkdown(card: z.output<typeof cardSchema>): string {
  return [
    `### Pattern card: ${card.pattern}`,
    `- **Decision question:** ${card.question}`,
    `- **Use it when:** ${card.use_when}`,
    `- **Leave it when:** ${card.avoid_when}`,
    `- **Cost:** ${card.cost}`,
    `- **Business impact:** ${card.business_impact}`,
  ].join('\n');
}

export function marketMarkdown(market: z.output<typeof marketSchema>): string {
  const notes = market.notes.map(({ claim, source }) => `- ${claim.trim()} ([source](${source}))`);
  return [`### Dated notes (reviewed ${market.reviewed}, fresh for ${market.stale_after.replace('d', ' days')})`, ...notes].join('\n');
}
