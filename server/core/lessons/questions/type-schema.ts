import * as z from 'zod/mini';

/** Only the type of a question; its other keys are checked by the schema of that type. */
export const typeSchema = z.looseObject({ type: z.enum(['single', 'multiple', 'predict-plan', 'order', 'numeric', 'sql', 'spot', 'text']) });

export type TypeName = z.output<typeof typeSchema>['type'];
