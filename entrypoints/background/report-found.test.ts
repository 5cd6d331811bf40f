import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AgentCall } from '../../lib/core/agent-call.ts';
import type { CardView } from '../../lib/core/card.ts';
import { ALICE, startBench } from '../../tests/background/sandbox-bench.ts';
import { IDA, sampleCall } from '../../tests/background/sample-call.ts';
import { createUntil } from '../../tests/background/until-card.ts';
import { json, startLocalServer } from '../../tests/contract/local-server.ts';
import { createCards } from './cards.ts';
import { createEnrich } from './enrich.ts';
import { createReportFound } from './report-found.ts';
import { createShortCache } from './short-cache.ts';

let bench: Awaited<ReturnType<typeof startBench>>;
let server: Awaited<ReturnType<typeof startLocalServer>>;
beforeAll(async () => {
  bench = await startBench('6.5');
  server = await startLocalServer((_asked, response) => json(response, 204, {}));
});
afterAll(async () => {
  await server.close();
  await bench.close();
});
beforeEach(async () => {
  await bench.reset();
  server.asked.splice(0);
});

async function start(facts: { learns?: boolean; forwards?: boolean } = {}) {
  await bench.accounts.save({
    zammad: { url: bench.sandbox.url, token: 'sandbox-agent1', ...ALICE },
    relay: {
      url: server.url,
      deviceToken: 'device-1',
      facts: { forwards: false, dial: false, homeCountry: 'DE', learns: true, ...facts },
    },
  });
  let now = Date.now();
  const errors: unknown[] = [];
  const time = { now: () => now };
  const onError = (error: unknown) => void errors.push(error);
  const cards = createCards({ live: bench.items.live, ...time, noteOf: () => undefined });
  const until = createUntil(cards);
  const onFound = createReportFound({ ...time, accounts: bench.accounts, onError });
  const enrich = createEnrich({
    ...time,
    cards,
    accounts: bench.accounts,
    cache: createShortCache(0, time.now),
    onFound,
    onError,
    setTimeout: (run, ms) => setTimeout(run, ms),
    clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
  });
  return {
    errors,
    later: (ms: number) => void (now += ms),
    /** A call rings; answers its card when everything about it was asked. */
    async ring(
      id: string,
      remote: Partial<AgentCall['remote']>,
      when: (view: CardView, enriched: boolean) => boolean = (_view, enriched) => enriched,
    ) {
      const call = sampleCall({ id, startedAt: now });
      cards.receive({ ...call, remote: { ...call.remote, ...remote } }, { lead: true });
      enrich.look(id);
      return until(when, id);
    },
    told: () =>
      server.asked.map(({ path, body }) => [
        decodeURIComponent(path),
        (body as { people: { name: string; field?: string }[] }).people.map(
          ({ name, field }) => `${name}, ${field}`,
        ),
      ]),
  };
}
const learned = (more: object) => ({ ...IDA, weight: 90, learned: true, ...more });

describe('DS7: the browser tells what Zammad said', () => {
  it('whom its own search found, with the field; the same not again at once', async () => {
    const { ring, told, later, errors } = await start();
    await ring('c1', { number: '+4930609854180' });
    await ring('c2', { number: '+4930609854180' });
    await expect.poll(told).toEqual([['/v1/numbers/+4930609854180/found', ['Ida Plus, phone']]]);
    later(60 * 60_000);
    await ring('c3', { number: '+4930609854180' });
    await expect.poll(told).toHaveLength(2);
    expect(errors).toEqual([]);
  });

  it("whom Zammad's caller log knows, never whom it only may know", async () => {
    const { ring, told } = await start({ forwards: true });
    const push = (callId: string, from: string) =>
      fetch(`${bench.sandbox.url}/api/v1/cti/sandbox-cti`, {
        method: 'POST',
        body: new URLSearchParams({
          event: 'newCall',
          direction: 'in',
          callId,
          from,
          to: '493012300',
        }),
      });
    await push('c1', '4930609854180');
    await ring('c1', { number: '+4930609854180' });
    await expect.poll(told).toEqual([['/v1/numbers/+4930609854180/found', ['Ida Plus, phone']]]);
  });

  it('nothing of internal and withheld calls, of nobody, of a relay with a directory', async () => {
    const { ring, told } = await start();
    await ring('c1', { number: '+4930609854180', internal: true });
    await ring('c2', { number: '+491799999999' });
    expect(told()).toEqual([]);
    const other = await start({ learns: false });
    await other.ring('c3', { number: '+4930609854180' });
    expect(told()).toEqual([]);
  });

  it('whom the relay learned is asked for again: still right', async () => {
    const { ring, told } = await start();
    const view = await ring('c1', { number: '+4930609854180', matches: [learned({})] });
    expect(view.people).toMatchObject([{ userId: 9, reason: { kind: 'exact', detail: 'phone' } }]);
    expect(view.chosen).toBe(9);
    await expect.poll(told).toEqual([['/v1/numbers/+4930609854180/found', ['Ida Plus, phone']]]);
  });

  it('whom the relay learned and who has the number no more is gone, here and there', async () => {
    const { ring, told } = await start();
    const wrong = learned({ userId: 10, name: 'Otto Slash' });
    const view = await ring('c1', { number: '+491799999999', matches: [wrong] });
    expect(view.people).toEqual([]);
    expect(view.identity).toBe('unknown');
    await expect.poll(told).toEqual([['/v1/numbers/+491799999999/found', []]]);
    const other = await ring('c2', { number: '+4930609854180', matches: [wrong] });
    expect(other.people).toMatchObject([{ userId: 9 }]);
    await expect
      .poll(() => told()[1])
      .toEqual(['/v1/numbers/+4930609854180/found', ['Ida Plus, phone']]);
  });

  it('a Zammad that does not answer says nothing about anybody', async () => {
    const { ring, told } = await start();
    await bench.fault('403');
    const call = { number: '+4930609854180', matches: [learned({})] };
    const view = await ring('c1', call, ({ problems }) => problems.length > 0);
    expect(view.people).toMatchObject([{ userId: 9 }]);
    expect(told()).toEqual([]);
    await bench.fault('ok');
  });
});
