/** What one configured connection can: the dialect's capabilities, as far as its options allow. */
import * as v from 'valibot';
import type { Capabilities, DialectDefinition } from './dialect.ts';

/** @param options as configured; wrong ones are somebody else's to report */
export function capabilitiesOf(definition: DialectDefinition, options: unknown): Capabilities {
  if (!definition.capabilitiesOf) return definition.capabilities;
  const parsed = v.safeParse(definition.options, options);
  return parsed.success ? definition.capabilitiesOf(parsed.output) : definition.capabilities;
}
