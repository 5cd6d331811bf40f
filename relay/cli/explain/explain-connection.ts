/** The connection whose recording is explained: a configured one, or one made up for a dialect. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { plainMessage } from '../../config-file.ts';
import type { ConnectionConfig, RelayConfig } from '../../config.ts';
import { findDialect } from '../../pbx/registry.ts';
import { UsageError } from '../arguments.ts';

interface Wishes {
  connection?: string | undefined;
  dialect?: string | undefined;
  /** JSON, or a file that holds it. */
  options?: string | undefined;
}

/** @throws UsageError that says what to write */
export function chooseConnection(config: RelayConfig, wishes: Wishes): ConnectionConfig {
  const found = choose(config.connections, wishes);
  const chosen =
    wishes.options === undefined ? found : { ...found, options: readOptions(wishes.options) };
  const definition = findDialect(chosen.dialect);
  const result = definition && v.safeParse(definition.options, chosen.options);
  if (!result || result.success) return chosen;
  const problems = result.issues.map(
    (issue) => `  ${v.getDotPath(issue) ?? 'options'}: ${plainMessage(issue)}`,
  );
  throw new UsageError(
    `The dialect ${chosen.dialect} needs options; give them with --options, or name a configured connection with --connection:\n${problems.join('\n')}`,
  );
}

function choose(
  connections: readonly ConnectionConfig[],
  { connection, dialect }: Wishes,
): ConnectionConfig {
  const known = connections.map(({ id }) => id).join(', ') || 'none';
  if (dialect !== undefined && !findDialect(dialect)) {
    throw new UsageError(`There is no dialect "${dialect}". "offhook dialects" lists them.`);
  }
  if (connection !== undefined) {
    const found = connections.find(({ id }) => id === connection);
    if (!found) throw new UsageError(`There is no connection "${connection}". Known: ${known}.`);
    if (dialect === undefined || dialect === found.dialect) return found;
    throw new UsageError(`The connection ${connection} speaks ${found.dialect}, not ${dialect}.`);
  }
  if (dialect !== undefined) {
    const found = connections.find((one) => one.dialect === dialect);
    return found ?? made(dialect);
  }
  // A new installation's own connection.
  if (connections.length === 0) return made('generic');
  const [only, second] = connections;
  if (only && !second) return only;
  throw new UsageError(
    `Say as what to read it: --dialect ID ("offhook dialects" lists them) or --connection ID (known: ${known}).`,
  );
}

function readOptions(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text.trimStart().startsWith('{') ? text : readFileSync(text, 'utf8'));
  } catch {
    throw new UsageError('--options must be JSON, or a file that holds it.');
  }
  if (value && typeof value === 'object' && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new UsageError('--options must be a JSON object.');
}

function made(dialect: string): ConnectionConfig {
  return { id: 'dry-run', dialect, secret: 'dry-run', enabled: true, options: {} };
}
