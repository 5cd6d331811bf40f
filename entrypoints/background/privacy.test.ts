import { describe, expect, it } from 'vitest';
import { backgroundBench, known } from '../../tests/background/background-bench.ts';
import { sampleCall } from '../../tests/background/sample-call.ts';

const { at, setup, connected } = backgroundBench();
const NUMBER = sampleCall().remote.number ?? '';
const PATH = `/v1/privacy/${encodeURIComponent(NUMBER)}`;
const REPORT = { number: NUMBER, officer: true, retentionDays: 365, items: [] };
const asked = { text: NUMBER };

type Background = Awaited<ReturnType<typeof connected>>['background'];

/** A call is over, a note was begun, and the relay knows the call. */
async function used(background: Background): Promise<string> {
  const call = known({ state: 'ended', endedAt: Date.now() });
  at.relay.state.calls = [call];
  background.cards.receive(call, { lead: true });
  await background.page('note.draft', { callId: call.id, text: 'call back', internal: true });
  return call.id;
}
function answers(more: Record<string, [number, unknown]> = {}): void {
  const all: Record<string, [number, unknown]> = {
    [`GET ${PATH}`]: [200, REPORT],
    [`GET ${PATH}/export`]: [200, { kind: 'offhook-privacy', calls: [{ id: 'c' }] }],
    [`DELETE ${PATH}`]: [200, { done: true, counts: { calls: 1 } }],
    ...more,
  };
  for (const [path, answer] of Object.entries(all)) at.relay.state.answers[path] = () => answer;
}

describe('privacy', () => {
  it('tells what the relay says and what this browser keeps', async () => {
    const { background } = await connected(setup());
    answers();
    const callId = await used(background);
    expect(await background.page('privacy.report', { text: '030 609854180' })).toEqual({
      ok: true,
      value: {
        display: '+49 30 609854180',
        relay: REPORT,
        browser: { cards: 1, drafts: 1, outbox: 0, memory: 0 },
      },
    });
    expect(background.cards.get(callId)).toBeDefined();
  });
  it('a relay out of reach: this browser is told all the same', async () => {
    const { background } = await connected(setup());
    answers({ [`GET ${PATH}`]: [503, {}] });
    await used(background);
    expect(await background.page('privacy.report', asked)).toMatchObject({
      ok: true,
      value: { relayProblem: 'relay/unreachable', browser: { drafts: 1 } },
    });
  });
  it('the export holds both', async () => {
    const { background } = await connected(setup());
    answers();
    await used(background);
    const answer = await background.page('privacy.export', asked);
    expect(answer).toMatchObject({ ok: true, value: { name: expect.stringMatching(/\.json$/) } });
    const { text } = (answer as unknown as { value: { text: string } }).value;
    const file = JSON.parse(text);
    expect(file.relay).toMatchObject({ calls: [{ id: 'c' }] });
    expect(JSON.stringify(file.browser)).toContain('call back');
    expect(text).not.toContain('device-1');
  });
  it('erased: nothing of it is left in the browser’s storage, nor on a card', async () => {
    const all = setup();
    const { background } = await connected(all);
    answers();
    const callId = await used(background);
    expect(JSON.stringify(await all.storage.getItem('local:drafts'))).toContain('call back');
    expect(await background.page('privacy.erase', asked)).toEqual({
      ok: true,
      value: {
        relay: { done: true, counts: { calls: 1 } },
        browser: { cards: 0, drafts: 0, outbox: 0, memory: 0 },
      },
    });
    expect(background.cards.get(callId)).toBeUndefined();
    for (const key of ['local:drafts', 'local:outbox', 'local:number-memory', 'session:live']) {
      const kept = JSON.stringify(await all.storage.getItem(key as 'local:drafts'));
      expect(kept ?? '').not.toContain('call back');
      expect(kept ?? '').not.toContain(NUMBER.slice(1));
    }
  });
  it.each([
    [403, 'privacy/officer'],
    [409, 'privacy/running'],
  ])('refused (%i %s): here, too, nothing is erased', async (status, code) => {
    const { background } = await connected(setup());
    answers({ [`DELETE ${PATH}`]: [status, { error: { code, message: 'No.' } }] });
    const callId = await used(background);
    expect(await background.page('privacy.erase', asked)).toMatchObject({ ok: false, code });
    expect(background.cards.get(callId)?.view.note.text).toBe('call back');
  });
  it.each(['', 'support', '23'])('%j is no number', async (text) => {
    const { background } = await connected(setup());
    for (const ask of ['privacy.report', 'privacy.export', 'privacy.erase'] as const) {
      expect(await background.page(ask, { text })).toEqual({ ok: false, code: 'dial/unreadable' });
    }
  });
  it('a hostile page of Zammad learns and erases nothing', async () => {
    const { background } = await connected(setup());
    answers();
    for (const ask of ['privacy.report', 'privacy.export', 'privacy.erase'] as const) {
      expect(await background.content(ask, asked)).toMatchObject({ code: 'internal/refused' });
    }
    expect(at.relay.seen.filter((path) => path.includes('privacy'))).toEqual([]);
  });
});
