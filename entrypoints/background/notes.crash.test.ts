/**
 * Whatever is stopped whenever: a note is in Zammad exactly once or still the agent's, and nothing
 * that was kept is lost. `OFFHOOK_NOTE_RUNS` sets how many stories
 * are played; a failure prints its seed.
 */
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { OPS, type Step } from '../../tests/background/note-steps.ts';
import { playStory } from '../../tests/background/note-story.ts';

const RUNS = Number(process.env['OFFHOOK_NOTE_RUNS'] ?? 2_000);
const number = fc.nat({ max: 999 });
const step = (...ops: Step['op'][]): fc.Arbitrary<Step> =>
  fc.record({ op: fc.constantFrom(...ops), a: number, b: number });
/** What goes wrong most often: a note is handed over, its request ends somehow, and somebody is stopped. */
const handOver = fc.tuple(
  step('send', 'send', 'send refused', 'edit'),
  step('few', 'type', 'late pause', 'fate of a write'),
  step('fate of a write', 'fate of a write', 'refuse'),
  step('few', 'progress', 'type', 'send refused'),
  step('kill', 'kill', 'kill browser', 'few', 'sleep', 'send refused'),
);
const any = step(...OPS).map((one) => [one]);
const story = fc
  .array(fc.oneof({ weight: 3, arbitrary: any }, { weight: 2, arbitrary: handOver }), {
    minLength: 3,
    maxLength: 30,
    size: 'max',
  })
  .map((scenes) => scenes.flat());

describe('notes, whatever is stopped whenever', () => {
  it(
    `are there once, and nothing kept is lost (${RUNS} stories)`,
    { timeout: 3_600_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(story, fc.boolean(), async (steps, separate) => {
          await playStory(steps, separate);
        }),
        { numRuns: RUNS },
      );
    },
  );
});
