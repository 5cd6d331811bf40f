/** Zammad's rules as last read, in the database: they hold over a restart and while Zammad is away. */
import * as v from 'valibot';
import type { Database } from '../store/database.ts';
import { readMeta, writeMeta } from '../store/meta.ts';
import { zammadRulesSchema } from './zammad-rules.ts';

const KEY = 'zammad.rules';

const storedSchema = v.object({
  /** Address of the Zammad they were read from. */
  url: v.string(),
  readAt: v.number(),
  rules: zammadRulesSchema,
});
export type StoredZammadRules = v.InferOutput<typeof storedSchema>;

/** @returns undefined when none are stored, or those of another Zammad */
export async function loadZammadRules(
  db: Database,
  url: string,
): Promise<StoredZammadRules | undefined> {
  const text = await readMeta(db, KEY);
  if (text === undefined) return undefined;
  try {
    const stored = v.safeParse(storedSchema, JSON.parse(text));
    return stored.success && stored.output.url === url ? stored.output : undefined;
  } catch {
    return undefined;
  }
}

export async function saveZammadRules(db: Database, stored: StoredZammadRules): Promise<void> {
  await writeMeta(db, KEY, JSON.stringify(stored));
}
