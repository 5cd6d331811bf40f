import { describe, expect, it } from 'vitest';
import { knownCall, noteInput, notesOfFile } from '../../tests/background/notes-bench.ts';
import { sampleCall } from '../../tests/background/sample-call.ts';

const { bench, start } = await notesOfFile();
const later = { ...noteInput, outcome: 'reached', minutes: 3, target: { kind: 'later' } as const };

describe('to be assigned later', () => {
  it('is parked, listed, mentioned nowhere in Zammad, and there after a restart', async () => {
    const first = await start();
    first.cards.receive(knownCall, { lead: true });
    expect(await first.notes.send(later)).toEqual({ ok: true, value: null });
    await first.outbox.work();
    expect(first.note()?.status).toBe('parked');
    expect(await bench.written('Call back')).toEqual([]);
    await bench.items.live.clear();
    const { notes } = await start();
    expect(notes.waiting()).toMatchObject([
      { callId: 'c1', who: 'Ida Plus', text: 'Call back', status: 'parked' },
    ]);
  });
  it('is sent when the card is long gone, with what was known of the call', async () => {
    const first = await start();
    first.cards.receive(knownCall, { lead: true });
    await first.notes.send(later);
    await first.cards.settled();
    await bench.items.live.clear();
    const { notes, outbox } = await start();
    const target = { kind: 'new', title: '', groupId: 1 } as const;
    expect(await notes.send({ ...later, target })).toEqual({ ok: true, value: null });
    await outbox.work();
    const [written] = await bench.written('Call back');
    expect(written?.body).toContain('Call from +49 30 609854180 (Support)');
    expect(notes.waiting()).toEqual([]);
  });
  it('does not hold the card on screen', async () => {
    const { cards, notes, timers } = await start();
    cards.receive({ ...knownCall, state: 'ended', endedAt: timers.now() }, { lead: true });
    await notes.send(later);
    timers.pass(60 * 60_000);
    cards.tick();
    expect(cards.get('c1')?.view.dismissed).toBe(true);
  });
  it('needs no person and no Zammad', async () => {
    await bench.accounts.save({});
    const { cards, notes, note } = await start();
    cards.receive(sampleCall(), { lead: true });
    expect(await notes.send(later)).toEqual({ ok: true, value: null });
    expect(note()?.status).toBe('parked');
    await bench.connect();
  });
});

describe('what waits', () => {
  it('is listed with the reason, newest first', async () => {
    const { cards, notes, outbox, timers } = await start();
    cards.receive(knownCall, { lead: true });
    cards.receive({ ...knownCall, id: 'c2' }, { lead: true });
    await bench.fault('down');
    await notes.send(noteInput);
    await outbox.work();
    timers.pass(1);
    await notes.draft({ ...noteInput, callId: 'c2', text: 'Half a sen' });
    expect(notes.waiting()).toMatchObject([
      { callId: 'c2', status: 'draft', text: 'Half a sen' },
      { callId: 'c1', status: 'waiting', problem: 'zammad/unreachable', attempts: 1 },
    ]);
  });
  it('of another agent, or without a connection: says so', async () => {
    const { cards, notes } = await start();
    cards.receive(knownCall, { lead: true });
    await bench.fault('down');
    await notes.send(noteInput);
    await bench.accounts.save({});
    expect(notes.waiting()).toMatchObject([{ status: 'waiting', problem: 'connect/no-token' }]);
    await bench.connect();
  });
  it('a draft can be thrown away, what is on its way cannot', async () => {
    const { cards, notes, note } = await start();
    cards.receive(knownCall, { lead: true });
    await notes.draft(noteInput);
    expect(await notes.discard('c1')).toEqual({ ok: true, value: null });
    expect([note()?.text, notes.waiting()]).toEqual(['', []]);
    await bench.fault('down');
    await notes.send(noteInput);
    expect(await notes.discard('c1')).toEqual({ ok: false, code: 'note/on-its-way' });
    expect(notes.waiting()).toHaveLength(1);
    expect(await notes.discard('nobody')).toEqual({ ok: false, code: 'call/unknown' });
  });
  it('a refused note can be thrown away, and stays away after a restart', async () => {
    const first = await start();
    first.cards.receive(knownCall, { lead: true });
    await first.notes.send({ ...noteInput, target: { kind: 'ticket', ticketId: 999_999 } });
    await first.outbox.work();
    expect(first.notes.waiting()).toMatchObject([{ status: 'refused' }]);
    await first.notes.discard('c1');
    await first.cards.settled();
    const second = await start();
    expect([second.notes.waiting(), second.note()?.text]).toEqual([[], '']);
  });
  it('is tried at once on demand', async () => {
    const { cards, desk, notes, outbox, note } = await start();
    cards.receive(knownCall, { lead: true });
    await bench.fault('down');
    await notes.send(noteInput);
    await outbox.work();
    await bench.fault('ok');
    await desk.retry();
    expect(note()?.status).toBe('sent');
  });
});
