/** Every dialect this version speaks. A new one is one line here. */
import type { DialectDefinition } from './dialect.ts';
import { generic } from './generic/generic.ts';

export const DIALECTS: readonly DialectDefinition[] = [generic];

/** @returns undefined for a dialect that this version does not speak */
export function findDialect(id: string): DialectDefinition | undefined {
  return DIALECTS.find((one) => one.id === id);
}
