/** Feeds one dialect's parser hostile input for a while. Used by the tests (2 s) and the bench (60 s). */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as v from 'valibot';
import type { DialectDefinition, Received } from '../pbx/dialect.ts';
import { createHostileInputs } from './hostile-inputs.ts';
import { pushSamples, recordings, sampleOptions } from './pbx-samples.ts';
import { testDialect, testRequest } from './test-dialect.ts';

export interface FuzzResult {
  inputs: number;
  accepted: number;
  refused: number;
  /** Heap after the run over the heap after its first tenth; about 1 when nothing piles up. */
  heapGrowth: number;
}

/** Dialects that only connect are fuzzed on their own wire, unless they read recordings. */
export function canBeFuzzed(definition: DialectDefinition): boolean {
  const [options] = optionsToTry(definition);
  const dialect = testDialect(definition, { options });
  return dialect.takesPushes || dialect.replay !== undefined;
}

/** @throws with the seed and the number of the input that broke the parser */
export async function fuzzDialect(
  definition: DialectDefinition,
  about: { seed: number; durationMs: number; clock?: () => number },
): Promise<FuzzResult> {
  const clock = about.clock ?? (() => performance.now());
  const dialects = optionsToTry(definition).map((options) => testDialect(definition, { options }));
  const samples = pushSamples(definition.id);
  const streams = recordings(definition.id);
  const next = createHostileInputs(
    [
      ...samples.map(({ request: { body = '', contentType, query } }) => ({
        body,
        contentType,
        query,
      })),
      ...streams.map(({ text }) => ({ body: text.slice(0, 20_000) })),
    ],
    about.seed,
  );
  const rests = ['', ...new Set(samples.map(({ request }) => request.rest ?? ''))];
  const result: FuzzResult = { inputs: 0, accepted: 0, refused: 0, heapGrowth: 1 };
  const startedAt = clock();
  let heapEarly: number | undefined;
  while (clock() - startedAt < about.durationMs) {
    const input = next();
    const dialect = dialects[result.inputs % dialects.length]!;
    try {
      if (dialect.replay && (!dialect.takesPushes || result.inputs % 4 === 0)) {
        dialect.replay(new TextDecoder().decode(input.body));
        result.accepted++;
      } else {
        const received = await dialect.receive(
          testRequest(input.body, {
            contentType: input.contentType,
            query: new URLSearchParams(input.query),
            method: result.inputs % 5 === 0 ? 'GET' : 'POST',
            rest: rests[result.inputs % rests.length]!,
          }),
          1_795_000_000_000 + result.inputs,
        );
        check(received);
        if (received.ok) result.accepted++;
        else result.refused++;
      }
    } catch (error) {
      const where = `dialect ${definition.id}, seed ${about.seed}, input ${result.inputs}`;
      throw new Error(`${where}: ${String(error)}`, { cause: error });
    }
    result.inputs++;
    if (heapEarly === undefined && clock() - startedAt > about.durationMs / 10) heapEarly = heap();
  }
  result.heapGrowth = heap() / (heapEarly ?? heap());
  return result;
}

/** What the routes rely on. */
function check(received: Received): void {
  if (!received.ok) {
    if (received.status !== 401 && received.status !== 422) throw new Error('odd status');
    if (received.reason.length > 300) throw new Error('a reason is one sentence');
    return;
  }
  if (received.raw.length > 200_000) throw new Error('the raw text grew');
  if (received.events.length > 200) throw new Error('too many events of one push');
  for (const event of received.events) {
    if (event.source !== 'main') throw new Error('foreign source');
    if (event.callId === '' || event.callId.length > 250) throw new Error('odd call id');
    if (!Number.isFinite(event.at)) throw new Error('odd time');
    if (JSON.stringify(event).length > 100_000) throw new Error('a huge event');
  }
}

/** The samples' options, and the same without signatures, so that more than the signature is tried. */
function optionsToTry(definition: DialectDefinition): Record<string, unknown>[] {
  const options = sampleOptions(definition.id);
  const unsigned = Object.fromEntries(
    Object.entries(options).filter(([key]) => !/secret|token|key|signature/i.test(key)),
  );
  const good = [options, unsigned, { ...unsigned, signature: 'off' }].filter(
    (one) => v.safeParse(definition.options, one).success,
  );
  if (good.length === 0) {
    throw new Error(`tests/fixtures/pbx/${definition.id}/options.json: valid options are needed`);
  }
  return good;
}

function heap(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** What lives, not what lies around. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}
