import type * as z from 'zod/mini';
import type { Measure } from './lesson';
import { metricNames } from './metrics/metrics';
import type { cardSchema, marketSchema } from './schemas';
import type { FenceSegment } from './segments';

/** `sql measure #id [metric=plan] [after=a,b] [on=table]`; a string says what is wrong. */
export function readMeasure(fence: FenceSegment): Measure | string {
  const name = fence.attributes.get('metric') ?? 'plan';
  const metric = metricNames.find((known) => known === name);
  if (metric === undefined) return `\`metric=${name}\` is not known; it is one of ${metricNames.join(', ')}.`;
  return { id: fence.id, sql: fence.text.trim().replace(/;$/, ''), metric, on: fence.attributes.get('on'), after: readAfter(fence), line: fence.line };
}

/** Ids in `after=a,b`. */
export function readAfter(fence: FenceSegment): readonly string[] {
  return (fence.attributes.get('after') ?? '').split(',').filter((id) => id !== '');
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
