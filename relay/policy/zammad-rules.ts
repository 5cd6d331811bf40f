/**
 * Zammad's own rules for calls, as its admin wrote them under Admin → Integrations: numbers to
 * block and caller ids to show. Read from its settings. Rules PO13–PO16 of `SPEC-policy.md`.
 */
import * as v from 'valibot';

/** What Zammad's switched-on integrations say, in their order; texts as written there. */
export interface ZammadRules {
  blocked: string[];
  /** First hit wins. */
  routes: { dest: string; callerId: string }[];
  default?: string | undefined;
}

export const NO_ZAMMAD_RULES: ZammadRules = { blocked: [], routes: [] };

/** Names of the integrations that have such rules, in the order in which ours obeys them. */
const INTEGRATIONS = ['cti', 'sipgate', 'placetel'] as const;

/** More rows of one list than any Zammad screen can hold are left out. */
const MAX_ROWS = 5_000;
const MAX_TEXT = 100;

/** Of a setting, which differs by version, we need no more than its name and value. */
const settingSchema = v.object({
  name: v.string(),
  state_current: v.nullish(v.object({ value: v.unknown() })),
});
export const settingsSchema = v.array(settingSchema);
export type ZammadSettings = v.InferOutput<typeof settingsSchema>;

export const zammadRulesSchema = v.object({
  blocked: v.array(v.string()),
  routes: v.array(v.object({ dest: v.string(), callerId: v.string() })),
  default: v.optional(v.string()),
});

/**
 * @returns undefined when none of the integrations is among the settings: Zammad leaves out, in
 * silence, what the token may not see
 */
export function readZammadRules(settings: ZammadSettings): ZammadRules | undefined {
  const values = new Map(settings.map(({ name, state_current }) => [name, state_current?.value]));
  if (!INTEGRATIONS.some((name) => values.has(`${name}_integration`))) return undefined;
  const rules: ZammadRules = { blocked: [], routes: [] };
  for (const name of INTEGRATIONS) {
    if (values.get(`${name}_integration`) !== true) continue;
    const config = values.get(`${name}_config`);
    for (const row of rows(field(field(config, 'inbound'), 'block_caller_ids'))) {
      const number = text(field(row, 'caller_id'));
      if (number !== undefined) rules.blocked.push(number);
    }
    const outbound = field(config, 'outbound');
    for (const row of rows(field(outbound, 'routing_table'))) {
      const dest = text(field(row, 'dest'));
      const callerId = text(field(row, 'caller_id'));
      if (dest !== undefined && callerId !== undefined) rules.routes.push({ dest, callerId });
    }
    rules.default ??= text(field(outbound, 'default_caller_id'));
  }
  rules.blocked = [...new Set(rules.blocked)].slice(0, MAX_ROWS);
  rules.routes = rules.routes.slice(0, MAX_ROWS);
  return rules;
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

/** A list, or what a form made of it: an object with numbered keys. */
function rows(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.slice(0, MAX_ROWS);
  return typeof value === 'object' && value !== null ? Object.values(value).slice(0, MAX_ROWS) : [];
}

function text(value: unknown): string | undefined {
  const plain = typeof value === 'number' ? String(value) : value;
  if (typeof plain !== 'string' || plain.length > MAX_TEXT) return undefined;
  return plain.trim() || undefined;
}
