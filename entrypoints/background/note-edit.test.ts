import { describe, expect, it } from 'vitest';
import { knownCall, noteInput, notesOfFile } from '../../tests/background/notes-bench.ts';

const { bench, start } = await notesOfFile();

describe('changing a sent note', () => {
  async function sent(more: Partial<typeof noteInput> = {}) {
    const all = await start();
    all.cards.receive(knownCall, { lead: true });
    await all.notes.send({ ...noteInput, ...more });
    await all.outbox.work();
    return all;
  }
  const change = { callId: 'c1', text: 'Call back at five' };

  it('is one article with the new text', async () => {
    const { desk, outbox, note } = await sent();
    expect(await desk.edit(change)).toEqual({ ok: true, value: null });
    await outbox.work();
    const bodies = (await bench.articles(2)).map(({ body }) => body);
    expect(bodies.filter((body) => body.includes('Call back'))).toEqual([
      expect.stringContaining('Call back at five'),
    ]);
    expect(note()).toMatchObject({ status: 'sent', text: 'Call back at five' });
  });
  it('too late: refused, nothing moves', async () => {
    const { desk, timers, note } = await sent();
    timers.pass(10 * 60_000);
    expect(await desk.edit(change)).toEqual({ ok: false, code: 'note/too-late' });
    expect(note()).toMatchObject({ status: 'sent', text: 'Call back' });
  });
  it('what the customer can see stays', async () => {
    const { desk, note } = await sent({ internal: false });
    expect(note()?.editableUntil).toBeUndefined();
    expect(await desk.edit(change)).toEqual({ ok: false, code: 'zammad/forbidden' });
  });
  it('Zammad says no: the old text is there, the new one is a draft', async () => {
    const { desk, note, notes } = await sent();
    await bench.fault('403', { match: 'DELETE' });
    expect(await desk.edit(change)).toEqual({ ok: false, code: 'zammad/forbidden' });
    await bench.fault('ok');
    expect(note()).toMatchObject({ status: 'refused', text: 'Call back at five' });
    expect(notes.waiting()).toHaveLength(1);
    expect((await bench.articles(2)).at(-1)?.body).toMatch(/Call back$/);
  });
  it('Zammad is down: it waits, and is changed once', async () => {
    const { desk, note, outbox, timers } = await sent();
    await bench.fault('down');
    await desk.edit(change);
    expect(note()).toMatchObject({ status: 'waiting', text: 'Call back at five' });
    await bench.fault('ok');
    timers.pass(60_000);
    await outbox.work();
    const bodies = (await bench.articles(2)).map(({ body }) => body);
    expect(bodies.filter((body) => body.includes('Call back'))).toHaveLength(1);
  });
  it('nothing to change, or nothing sent', async () => {
    const { desk } = await sent();
    expect(await desk.edit({ ...change, text: ' Call back ' })).toEqual({ ok: true, value: null });
    expect(await desk.edit({ ...change, callId: 'x' })).toEqual({
      ok: false,
      code: 'call/unknown',
    });
    expect(await bench.written('Call back')).toHaveLength(1);
  });
});

describe('the template of the line', () => {
  const templates = [{ name: 'Support', line: 'Support', text: 'Machine: ' }];
  const talking = { ...knownCall, version: 2, state: 'talking', mine: true } as const;
  it('comes when the call is answered, and is nobody’s draft until it is changed', async () => {
    const { cards, notes, note, timers } = await start({ templates });
    cards.receive(knownCall, { lead: true });
    cards.receive(talking, { lead: true });
    expect(note()).toMatchObject({ text: 'Machine: ', status: 'draft' });
    expect([notes.waiting(), await bench.items.drafts.get()]).toEqual([[], {}]);
    cards.receive({ ...talking, version: 3, state: 'ended', endedAt: 1 }, { lead: true });
    timers.pass(31 * 60_000);
    cards.tick();
    expect(cards.get('c1')?.view.dismissed).toBe(true);
  });
});
