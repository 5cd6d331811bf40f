import { describe, expect, it } from 'vitest';
import { canBeFuzzed, fuzzDialect } from '../testing/fuzz-dialect.ts';
import { DIALECTS } from './registry.ts';

const DURATION_MS = 2_000;
const seed = Number(process.env.OFFHOOK_FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31));

describe(`RI7: hostile input for 2 s (OFFHOOK_FUZZ_SEED=${seed})`, () => {
  it.each(DIALECTS.filter(canBeFuzzed).map((definition) => [definition.id, definition] as const))(
    '%s',
    async (_id, definition) => {
      const { inputs } = await fuzzDialect(definition, { seed, durationMs: DURATION_MS });
      expect(inputs).toBeGreaterThan(50);
    },
    60_000,
  );
});
