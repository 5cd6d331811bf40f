/**
 * A stored item with version, schema and default. A value that does not fit is put aside whole and
 * reported, never silently replaced: what an agent typed may be in it.
 */
import * as v from 'valibot';

/** The part of WXT's `storage` used here. Keys are `area:name`. */
export interface KeyValue {
  getItem: (key: `${'local' | 'session'}:${string}`) => Promise<unknown>;
  setItem: (key: `${'local' | 'session'}:${string}`, value: unknown) => Promise<void>;
  removeItem: (key: `${'local' | 'session'}:${string}`) => Promise<void>;
}

export interface Definition<T> {
  key: `${'local' | 'session'}:${string}`;
  /** Raised with each change of shape; each step needs a migration and a frozen example. */
  version: number;
  schema: v.GenericSchema<unknown, T>;
  fallback: () => T;
  /** `migrations[2]` makes a version 2 value of a version 1 value. */
  migrations?: Record<number, (value: unknown) => unknown>;
}

export interface Stored<T> {
  get: () => Promise<T>;
  set(value: T): Promise<void>;
  /** Reads, changes, writes; changes of one item never overlap. Returns what `change` made. */
  update(change: (value: T) => T): Promise<T>;
  clear(): Promise<void>;
}

export type Problem = 'unreadable' | 'newer' | 'migration';

/** One damaged value, as kept for a person to look at. */
export interface Quarantined {
  key: string;
  at: number;
  problem: Problem;
  value: unknown;
}

export const QUARANTINE_KEY = 'local:quarantine';
const QUARANTINE_MAX = 20;

const envelopeSchema = v.object({
  v: v.pipe(v.number(), v.integer(), v.minValue(1)),
  value: v.unknown(),
});

export interface StoredDeps {
  storage: KeyValue;
  now: () => number;
  /** Told once for each damaged value; `key` only, never the value. */
  onDamaged(key: string, problem: Problem): void;
}

/** Reads an envelope of any known version. Pure, so that frozen examples can be walked. */
export function decode<T>(
  definition: Definition<T>,
  raw: unknown,
): { ok: true; value: T } | { ok: false; problem: Problem } {
  const envelope = v.safeParse(envelopeSchema, raw);
  if (!envelope.success) return { ok: false, problem: 'unreadable' };
  let { value } = envelope.output;
  if (envelope.output.v > definition.version) return { ok: false, problem: 'newer' };
  for (let version = envelope.output.v + 1; version <= definition.version; version++) {
    const migrate = definition.migrations?.[version];
    if (!migrate) return { ok: false, problem: 'migration' };
    try {
      value = migrate(value);
    } catch {
      return { ok: false, problem: 'migration' };
    }
  }
  const parsed = v.safeParse(definition.schema, value);
  return parsed.success ? { ok: true, value: parsed.output } : { ok: false, problem: 'unreadable' };
}

export function createStored<T>(deps: StoredDeps, definition: Definition<T>): Stored<T> {
  const { storage } = deps;
  const { key } = definition;
  let tail: Promise<unknown> = Promise.resolve();

  /** One after the other; a failure does not stop those behind it. */
  function inTurn<R>(run: () => Promise<R>): Promise<R> {
    const mine = tail.then(run, run);
    tail = mine.catch(() => {});
    return mine;
  }

  async function read(): Promise<T> {
    const raw = await storage.getItem(key);
    if (raw === null || raw === undefined) return definition.fallback();
    const decoded = decode(definition, raw);
    if (decoded.ok) return decoded.value;
    await quarantine(raw, decoded.problem);
    return definition.fallback();
  }

  async function quarantine(value: unknown, problem: Problem): Promise<void> {
    const kept = await storage.getItem(QUARANTINE_KEY);
    const list = Array.isArray(kept) ? (kept as Quarantined[]) : [];
    const entry: Quarantined = { key, at: deps.now(), problem, value };
    // Put aside first, removed after: killed in between, it is only put aside twice.
    await storage.setItem(QUARANTINE_KEY, [...list, entry].slice(-QUARANTINE_MAX));
    await storage.removeItem(key);
    deps.onDamaged(key, problem);
  }

  const write = (value: T) => storage.setItem(key, { v: definition.version, value });

  return {
    get: () => inTurn(read),
    set: (value) => inTurn(() => write(value)),
    update: (change) =>
      inTurn(async () => {
        const next = change(await read());
        await write(next);
        return next;
      }),
    clear: () => inTurn(() => storage.removeItem(key)),
  };
}
