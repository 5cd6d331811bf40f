import { describe, expect, it } from 'vitest';
import { knownCall, noteInput, notesOfFile } from '../../tests/background/notes-bench.ts';
import { sampleCall } from '../../tests/background/sample-call.ts';

const { bench, start } = await notesOfFile();
const extras = { outcome: 'reached', tags: ['rope'], followUpAt: 1_800_000_000_000, minutes: 3 };

describe('drafts', () => {
  it('are there again after a restart, for a call that is announced only then as well', async () => {
    const first = await start();
    first.cards.receive(knownCall, { lead: true });
    expect(await first.notes.draft(noteInput)).toEqual({
      ok: true,
      value: { keptAt: first.timers.now() },
    });
    await first.cards.settled();
    await bench.items.live.clear();
    const second = await start();
    second.cards.receive(knownCall, { lead: true });
    expect(second.note()).toMatchObject({
      text: 'Call back',
      status: 'draft',
      target: noteInput.target,
    });
  });
  it('are kept even for a call nobody knows any more', async () => {
    const { notes } = await start();
    await notes.draft({ ...noteInput, callId: 'gone' });
    expect((await bench.items.drafts.get())['gone']?.text).toBe('Call back');
  });
  it('a late pause after sending does not take the note back', async () => {
    const { cards, notes, outbox, note } = await start();
    cards.receive(knownCall, { lead: true });
    await notes.draft(noteInput);
    await notes.send(noteInput);
    await notes.draft(noteInput);
    await outbox.work();
    await notes.draft(noteInput);
    expect(note()).toMatchObject({ status: 'sent', ticket: { id: 2 } });
  });
});

describe('handing over', () => {
  it('a double click is one note', async () => {
    const { desk, cards, notes, outbox, note } = await start();
    cards.receive(knownCall, { lead: true });
    await Promise.all([notes.send(noteInput), notes.send(noteInput), notes.send(noteInput)]);
    await outbox.work();
    await notes.send(noteInput);
    await outbox.work();
    expect(await bench.written('Call back')).toHaveLength(1);
    expect(note()?.status).toBe('sent');
    expect(desk.notes.waiting()).toEqual([]);
  });
  it('a second, other note to the same call is a second article', async () => {
    const { cards, notes, outbox } = await start();
    cards.receive(knownCall, { lead: true });
    await notes.send(noteInput);
    await outbox.work();
    await notes.draft({ ...noteInput, text: 'Called again' });
    await notes.send({ ...noteInput, text: 'Called again' });
    await outbox.work();
    expect(await bench.written('Call')).toHaveLength(2);
  });
  it('a new ticket needs a person', async () => {
    const { cards, notes, note } = await start();
    cards.receive(sampleCall(), { lead: true });
    const sent = await notes.send({
      ...noteInput,
      target: { kind: 'new', title: 'T', groupId: 1 },
    });
    expect(sent).toEqual({ ok: false, code: 'note/no-person' });
    expect(note()?.status).toBe('draft');
  });
  it('a new ticket remembers the group for the next time', async () => {
    const { cards, notes, outbox, groups, note } = await start();
    cards.receive(knownCall, { lead: true });
    await notes.send({ ...noteInput, target: { kind: 'new', title: 'T', groupId: 2 } });
    await outbox.work();
    expect(groups).toEqual([2]);
    expect(note()).toMatchObject({ status: 'sent' });
    expect(note()?.ticket?.number).toMatch(/^\d+$/);
  });
  it('unknown calls and missing connections are told apart', async () => {
    const { cards, notes } = await start();
    expect(await notes.send(noteInput)).toEqual({ ok: false, code: 'call/unknown' });
    cards.receive(knownCall, { lead: true });
    await bench.accounts.save({});
    expect(await notes.send(noteInput)).toEqual({ ok: false, code: 'connect/no-token' });
  });
  it('a refused note is a draft again, after a restart as well', async () => {
    const { cards, notes, outbox, note } = await start();
    cards.receive(knownCall, { lead: true });
    await notes.send({ ...noteInput, target: { kind: 'ticket', ticketId: 999_999 } });
    await outbox.work();
    expect(note()).toMatchObject({ status: 'refused', text: 'Call back' });
    expect(note()?.problem).toBeTruthy();
    expect((await bench.items.drafts.get())['c1']?.text).toBe('Call back');
    await notes.send(noteInput);
    await outbox.work();
    expect(note()).toMatchObject({ status: 'sent', ticket: { id: 2 } });
  });
  it('a refused note is tried again just as it was, and not lost when it is refused again', async () => {
    const { cards, notes, outbox, note } = await start();
    cards.receive(knownCall, { lead: true });
    const wrong = { ...noteInput, target: { kind: 'ticket', ticketId: 999_999 } as const };
    for (let tries = 0; tries < 2; tries++) {
      await notes.send(wrong);
      expect(note()?.status).not.toBe('draft');
      await outbox.work();
      expect(note()).toMatchObject({ status: 'refused', text: 'Call back' });
    }
    expect(notes.waiting()).toHaveLength(1);
  });
  it('what was sent from another browser is no draft here any more', async () => {
    const { cards, notes, note } = await start();
    cards.receive(knownCall, { lead: true });
    await notes.draft(noteInput);
    const noted = {
      agent: 'Alice Agent',
      at: 1,
      text: 'Call back',
      ticketId: 2,
      ticketNumber: '7',
    };
    cards.receive({ ...knownCall, version: 2, note: noted }, { lead: true });
    await expect.poll(() => note()?.status).toBe('sent');
    expect(note()).toMatchObject({ text: 'Call back', ticket: { id: 2, number: '7' } });
    expect(notes.waiting()).toEqual([]);
  });
  it('a note that waits is still on the card after a restart', async () => {
    const first = await start();
    first.cards.receive(knownCall, { lead: true });
    await bench.fault('down');
    await first.notes.send(noteInput);
    await first.outbox.work();
    await bench.items.live.clear();
    const second = await start();
    second.cards.receive(knownCall, { lead: true });
    expect(second.note()).toMatchObject({ text: 'Call back', status: 'waiting' });
  });
});

describe('with all that belongs to it', () => {
  it('a draft keeps outcome, tags, follow-up and minutes over a restart', async () => {
    const first = await start();
    first.cards.receive(knownCall, { lead: true });
    await first.notes.draft({ ...noteInput, ...extras });
    await bench.items.live.clear();
    const second = await start();
    second.cards.receive(knownCall, { lead: true });
    expect(second.note()).toMatchObject({ ...extras, status: 'draft' });
  });
  it('the outcome is a line of the article, the text stays as typed', async () => {
    const { cards, notes, outbox, note } = await start();
    cards.receive(knownCall, { lead: true });
    await notes.send({ ...noteInput, ...extras, followUpAt: undefined });
    await outbox.work();
    expect((await bench.articles(2)).at(-1)?.body).toMatch(
      /^Incoming call · Support · .*\nOutcome: reached\n\nCall back$/,
    );
    expect(note()).toMatchObject({ status: 'sent', text: 'Call back', outcome: 'reached' });
  });
  it('a new ticket without a title gets the one of the rule', async () => {
    const { cards, notes, outbox, note } = await start({ ticketTitle: '{name} on {line}' });
    cards.receive(knownCall, { lead: true });
    await notes.send({ ...noteInput, target: { kind: 'new', title: ' ', groupId: 1 } });
    await outbox.work();
    const client = bench.accounts.zammadAt(bench.sandbox.url, 'sandbox-agent1');
    expect((await client.ticket(note()?.ticket?.id ?? 0)).title).toBe('Ida Plus on Support');
  });
});

describe('two editors of one note', () => {
  it('what the other one kept, and was not sent, is still a draft', async () => {
    const { cards, notes, outbox, note } = await start();
    cards.receive(knownCall, { lead: true });
    await notes.draft({ ...noteInput, text: 'In the panel' });
    await notes.send({ ...noteInput, text: 'In the tab' });
    await outbox.work();
    expect(await bench.written('In the tab')).toHaveLength(1);
    expect(note()).toMatchObject({ status: 'draft', text: 'In the panel' });
  });
  it('a word behind, just after sending: no new note', async () => {
    const { cards, notes, note } = await start();
    cards.receive(knownCall, { lead: true });
    await bench.fault('down');
    await notes.send({ ...noteInput, text: 'Call back today' });
    await notes.draft({ ...noteInput, text: 'Call back to' });
    expect(note()).toMatchObject({ text: 'Call back today' });
    expect(notes.waiting()).toHaveLength(1);
  });
  it('the refusal of a note comes while the next is typed: neither is lost', async () => {
    const { cards, notes, outbox, note } = await start();
    cards.receive(knownCall, { lead: true });
    await bench.fault('down');
    await notes.send({ ...noteInput, target: { kind: 'ticket', ticketId: 999_999 } });
    await outbox.work();
    await notes.draft({ ...noteInput, text: 'The next one' });
    await bench.fault('ok');
    await outbox.hurry();
    await notes.draft({ ...noteInput, text: 'The next one, longer' });
    expect(note()).toMatchObject({ text: 'The next one, longer' });
    await notes.send({ ...noteInput, text: 'The next one, longer' });
    await outbox.work();
    expect(note()).toMatchObject({ text: 'Call back', status: 'draft' });
  });
});
