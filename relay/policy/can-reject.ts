/** Which connections can be told to turn a caller away. Rule PO18 of `SPEC-policy.md`. */
import type { ConnectionConfig } from '../config.ts';
import { capabilitiesOf } from '../pbx/capabilities.ts';
import { findDialect } from '../pbx/registry.ts';

/** @returns by the id of a connection; false for one that is not configured */
export function createCanReject(
  connections: readonly (Pick<ConnectionConfig, 'id' | 'dialect'> &
    Partial<Pick<ConnectionConfig, 'options'>>)[],
): (source: string) => boolean {
  const able = new Set(
    connections
      .filter(({ dialect, options = {} }) => {
        const definition = findDialect(dialect);
        return definition !== undefined && capabilitiesOf(definition, options).reject;
      })
      .map(({ id }) => id),
  );
  return (source) => able.has(source);
}
