import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OutboxEntry } from '../../lib/storage/notes.ts';
import { createCards } from './cards.ts';
import { createManualTimers } from '../../tests/background/manual-timers.ts';
import { createNotes } from './notes.ts';
import { createOutbox } from './outbox.ts';
import { IDA, sampleCall } from '../../tests/background/sample-call.ts';
import { type Bench, startBench } from '../../tests/background/sandbox-bench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.reset();
  bench.storage.raw.clear();
  await bench.connect();
});

async function start() {
  const timers = createManualTimers();
  const cards = createCards({
    live: bench.items.live,
    now: timers.now,
    noteOf: (id) => notes.noteOf(id),
  });
  const groups: number[] = [];
  const notes = createNotes({
    drafts: bench.items.drafts,
    cards,
    accounts: bench.accounts,
    outbox: () => outbox,
    locale: () => 'en',
    now: timers.now,
    newId: () => crypto.randomUUID(),
    onGroup: (groupId) => void groups.push(groupId),
  });
  const outbox = createOutbox({
    ...timers,
    outbox: bench.items.outbox,
    account: () => bench.accounts.zammad(),
    onStatus: (entry: OutboxEntry, about) => notes.follow(entry, about),
    onError: (error) => {
      throw error;
    },
  });
  await notes.load();
  await cards.load();
  return { cards, notes, outbox, groups, timers, note: () => cards.get('c1')?.view.note };
}
const known = sampleCall({ remote: { ...sampleCall().remote, matches: [IDA] } });
const input = {
  callId: 'c1',
  text: 'Call back',
  internal: true,
  target: { kind: 'ticket', ticketId: 2 } as const,
};

describe('drafts', () => {
  it('are there again after a restart, for a call that is announced only then as well', async () => {
    const first = await start();
    first.cards.receive(known, { lead: true });
    expect(await first.notes.draft(input)).toEqual({
      ok: true,
      value: { keptAt: first.timers.now() },
    });
    await first.cards.settled();
    await bench.items.live.clear();
    const second = await start();
    second.cards.receive(known, { lead: true });
    expect(second.note()).toMatchObject({
      text: 'Call back',
      status: 'draft',
      target: input.target,
    });
  });
  it('are kept even for a call nobody knows any more', async () => {
    const { notes } = await start();
    await notes.draft({ ...input, callId: 'gone' });
    expect((await bench.items.drafts.get())['gone']?.text).toBe('Call back');
  });
  it('a late pause after sending does not take the note back', async () => {
    const { cards, notes, outbox, note } = await start();
    cards.receive(known, { lead: true });
    await notes.draft(input);
    await notes.send(input);
    await notes.draft(input);
    await outbox.work();
    await notes.draft(input);
    expect(note()).toMatchObject({ status: 'sent', ticket: { id: 2 } });
  });
});

describe('handing over', () => {
  it('a double click is one note', async () => {
    const { cards, notes, outbox, note } = await start();
    cards.receive(known, { lead: true });
    await Promise.all([notes.send(input), notes.send(input), notes.send(input)]);
    await outbox.work();
    await notes.send(input);
    await outbox.work();
    expect(await bench.written('Call back')).toHaveLength(1);
    expect(note()?.status).toBe('sent');
    expect(await bench.items.drafts.get()).toEqual({});
  });
  it('a second, other note to the same call is a second article', async () => {
    const { cards, notes, outbox } = await start();
    cards.receive(known, { lead: true });
    await notes.send(input);
    await outbox.work();
    await notes.draft({ ...input, text: 'Called again' });
    await notes.send({ ...input, text: 'Called again' });
    await outbox.work();
    expect(await bench.written('Call')).toHaveLength(2);
  });
  it('a new ticket needs a person', async () => {
    const { cards, notes, note } = await start();
    cards.receive(sampleCall(), { lead: true });
    const sent = await notes.send({ ...input, target: { kind: 'new', title: 'T', groupId: 1 } });
    expect(sent).toEqual({ ok: false, code: 'note/no-person' });
    expect(note()?.status).toBe('draft');
  });
  it('a new ticket remembers the group for the next time', async () => {
    const { cards, notes, outbox, groups, note } = await start();
    cards.receive(known, { lead: true });
    await notes.send({ ...input, target: { kind: 'new', title: 'T', groupId: 2 } });
    await outbox.work();
    expect(groups).toEqual([2]);
    expect(note()).toMatchObject({ status: 'sent' });
    expect(note()?.ticket?.number).toMatch(/^\d+$/);
  });
  it('unknown calls and missing connections are told apart', async () => {
    const { cards, notes } = await start();
    expect(await notes.send(input)).toEqual({ ok: false, code: 'call/unknown' });
    cards.receive(known, { lead: true });
    await bench.accounts.save({});
    expect(await notes.send(input)).toEqual({ ok: false, code: 'connect/no-token' });
  });
  it('a refused note is a draft again, after a restart as well', async () => {
    const { cards, notes, outbox, note } = await start();
    cards.receive(known, { lead: true });
    await notes.send({ ...input, target: { kind: 'ticket', ticketId: 999_999 } });
    await outbox.work();
    expect(note()).toMatchObject({ status: 'refused', text: 'Call back' });
    expect(note()?.problem).toBeTruthy();
    expect((await bench.items.drafts.get())['c1']?.text).toBe('Call back');
    await notes.send(input);
    await outbox.work();
    expect(note()).toMatchObject({ status: 'sent', ticket: { id: 2 } });
  });
  it('a note that waits is still on the card after a restart', async () => {
    const first = await start();
    first.cards.receive(known, { lead: true });
    await bench.fault('down');
    await first.notes.send(input);
    await first.outbox.work();
    await bench.items.live.clear();
    const second = await start();
    second.cards.receive(known, { lead: true });
    expect(second.note()).toMatchObject({ text: 'Call back', status: 'waiting' });
  });
});
