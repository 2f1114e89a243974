import type * as z from 'zod/mini';
import type { Measure, Metric, Question } from './lesson';
import type { CheckpointYaml, cardSchema, marketSchema } from './schemas';
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

/** A string says what is wrong. */
export function readQuestion(id: string, yaml: CheckpointYaml, line: number): Question | string {
  const right = yaml.options.filter(({ correct }) => correct).length;
  if (right === 0) return `Question \`${id}\` has no right option.`;
  if (yaml.type !== 'multiple' && right > 1) return `Question \`${id}\` has ${right} right options; use \`type: multiple\`.`;
  const predicts = yaml.type === 'predict-plan';
  if (predicts && (yaml.query === undefined || yaml.options.some(({ node }) => node === undefined))) {
    return `Question \`${id}\` predicts a plan: it needs \`query\`, and every option needs the \`node\` it stands for.`;
  }
  return {
    id, line, ask: yaml.ask,
    kind: yaml.type === 'multiple' ? 'multiple' : 'single',
    options: yaml.options.map(({ text, why, correct, node }, index) => ({ id: String.fromCharCode(97 + index), text, why, correct, node })),
    prediction: predicts && yaml.query !== undefined ? { query: yaml.query, after: yaml.after } : undefined,
  };
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
