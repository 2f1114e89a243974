import { severities, type Severity } from '../rules/finding';
import type { OptionsSchema } from '../rules/options';
import type { Level, PresetName } from './schema';

/** What a configuration needs to know of a rule. */
export interface ConfigurableRule {
  readonly id: string;
  readonly severity: Severity;
  /** True for a rule that only `all` switches on. */
  readonly optional?: boolean;
  readonly group?: string;
  readonly options?: OptionsSchema;
}

/** The level of a rule in a preset. `syntax-error` and other errors cannot rise. */
export function presetLevel(preset: PresetName, rule: ConfigurableRule): Level {
  if (rule.optional === true && preset !== 'all') return 'off';
  return preset === 'strict' ? raised(rule.severity) : rule.severity;
}

function raised(severity: Severity): Severity {
  return severities[Math.max(0, severities.indexOf(severity) - 1)] ?? severity;
}
