import { describe, expect, it } from 'vitest';
import { backgroundBench, known } from '../../tests/background/background-bench.ts';
import { sampleCall } from '../../tests/background/sample-call.ts';

const { at, setup, connected } = backgroundBench();
const answers = () => at.relay.state.answers;
const over = (id: string, more = {}) =>
  known({ id, state: 'ended', endedAt: 1_795_258_060_000, ringing: [], ...more });
const refused = (status: number, code: string) => () =>
  [status, { error: { code, message: 'No.' } }] as [number, unknown];

describe('the history', () => {
  it('is asked for as it was chosen; nothing is sent that was not', async () => {
    const { background } = await connected(setup());
    const urls: string[] = [];
    answers()['GET /v1/calls'] = (_body, url) => {
      urls.push(url);
      return [200, { items: [over('h1')], next: 'n1' }];
    };
    const page = await background.page('history.page', {
      q: 'kran & öl',
      outcome: 'missed',
      mine: true,
      limit: 40,
    });
    expect(page).toMatchObject({ ok: true, value: { items: [{ id: 'h1' }], next: 'n1' } });
    const { searchParams } = new URL(urls.at(-1)!, 'http://relay');
    expect(Object.fromEntries(searchParams)).toEqual({
      q: 'kran & öl',
      outcome: 'missed',
      mine: 'true',
      limit: '40',
    });
  });

  it.each([
    [401, 'auth/unknown', 'relay/unauthorised'],
    [503, 'server/busy', 'relay/unreachable'],
    [500, 'server/failed', 'relay/broken'],
  ])('a relay that answers %i %s: %s', async (status, reason, code) => {
    const { background } = await connected(setup());
    answers()['GET /v1/calls'] = refused(status, reason);
    expect(await background.page('history.page', {})).toEqual({ ok: false, code });
  });

  it('is not for the page of Zammad', async () => {
    const { background } = await connected(setup());
    for (const [method, input] of [
      ['history.page', {}],
      ['history.card', { callId: 'h1' }],
      ['missed.list', {}],
      ['missed.done', { keys: ['a'] }],
      ['away.get', {}],
    ] as const)
      expect(await background.content(method, input)).toEqual({
        ok: false,
        code: 'internal/refused',
      });
  });

  it('without a relay says so', async () => {
    const background = setup().live();
    await background.ready;
    for (const answer of [
      await background.page('history.page', {}),
      await background.page('history.card', { callId: 'x' }),
      await background.page('missed.list', {}),
      await background.page('missed.done', { keys: ['a'] }),
    ])
      expect(answer).toEqual({ ok: false, code: 'relay/unpaired' });
  });
});

describe('the card of a call of the past', () => {
  it('is made on request, filled from Zammad, and never comes up in its page', async () => {
    const all = setup();
    const { background } = await connected(all);
    const [tab, panel] = [all.openPort(), all.openPort(all.page)];
    await background.ports.connect(tab.port);
    await background.ports.connect(panel.port);
    // Older than what is looked up by itself.
    answers()['GET /v1/calls/old'] = () => [200, over('old', { startedAt: 5, endedAt: 6 })];
    expect(await background.page('history.card', { callId: 'old' })).toMatchObject({
      ok: true,
      value: { call: { id: 'old' }, dismissed: true },
    });
    await panel.until((cards) => cards.get('old')?.tickets !== undefined);
    expect(panel.cards.get('old')).toMatchObject({ chosen: 9, dismissed: true });
    expect(tab.messages.some((message) => JSON.stringify(message).includes('"old"'))).toBe(false);
    expect(all.state.badge).toBe('');
    expect(all.state.notices.size).toBe(0);
  });

  it('takes a note, which stays in its place when it is opened again', async () => {
    const all = setup();
    const { background } = await connected(all);
    const tab = all.openPort();
    await background.ports.connect(tab.port);
    answers()['GET /v1/calls/old'] = () => [200, over('old')];
    await background.page('history.card', { callId: 'old' });
    const draft = { callId: 'old', text: 'Late thought', internal: true };
    expect(await background.page('note.draft', draft)).toMatchObject({ ok: true });
    expect(await background.page('history.card', { callId: 'old' })).toMatchObject({
      value: { note: { text: 'Late thought' }, dismissed: true },
    });
    expect(at.relay.seen.filter((path) => path === 'GET /v1/calls/old')).toHaveLength(1);
    expect(tab.cards.has('old')).toBe(false);
  });

  it('a call that is gone, and one that is not to be seen, are not there', async () => {
    const { background } = await connected(setup());
    answers()['GET /v1/calls/gone'] = refused(404, 'call/not-found');
    expect(await background.page('history.card', { callId: 'gone' })).toEqual({
      ok: false,
      code: 'call/not-found',
    });
  });

  it('is not the first to be forgotten when many newer calls are kept', async () => {
    const { background } = await connected(setup());
    answers()['GET /v1/calls/old'] = () => [200, over('old', { startedAt: 5, endedAt: 6 })];
    for (let index = 0; index < 60; index++)
      background.cards.receive(over(`n${index}`, { startedAt: 1_000 + index }), { lead: false });
    await background.page('history.card', { callId: 'old' });
    background.cards.receive(over('newest'), { lead: false });
    expect(background.cards.get('old')).toBeDefined();
    expect(background.cards.all()).toHaveLength(60);
  });
});

describe('calls with a person', () => {
  it('are those with any of their numbers, each once, for the page of Zammad too', async () => {
    const { background } = await connected(setup());
    const asked: (string | null)[] = [];
    answers()['GET /v1/calls'] = (_body, url) => {
      asked.push(new URL(url, 'http://relay').searchParams.get('number'));
      return [
        200,
        { items: [over('a', { startedAt: 1 }), over('b', { startedAt: 2, missed: true })] },
      ];
    };
    const answer = await background.content('calls.with', { userId: 9 });
    expect(answer).toMatchObject({
      ok: true,
      value: { items: [{ id: 'b' }, { id: 'a' }], missed: 1 },
    });
    expect(asked).toContain('+4930609854180');
    const before = asked.length;
    await background.content('calls.with', { userId: 9 });
    expect(asked).toHaveLength(before);
  });

  it('a ticket is about its customer', async () => {
    const { background } = await connected(setup());
    const ticket = (await background.accounts.zammad()!.client.customerTickets(9)).open[0]!;
    answers()['GET /v1/calls'] = () => [200, { items: [over('a')] }];
    expect(await background.content('calls.with', { ticketId: ticket.id })).toMatchObject({
      value: { items: [{ id: 'a' }] },
    });
  });

  it('at most ten are told, and that there are more', async () => {
    const { background } = await connected(setup());
    const items = Array.from({ length: 11 }, (_, index) => over(`x${index}`, { startedAt: index }));
    answers()['GET /v1/calls'] = () => [200, { items }];
    const answer = await background.content('calls.with', { userId: 9 });
    expect(answer).toMatchObject({ value: { more: true } });
    expect(answer.ok && (answer.value as { items: unknown[] }).items).toHaveLength(10);
  });

  it('somebody who is not there, or nobody at all, is no calls', async () => {
    const { background } = await connected(setup());
    expect(await background.content('calls.with', { userId: 99_999 })).toEqual({
      ok: false,
      code: 'zammad/not-found',
    });
    expect(await background.content('calls.with', {})).toMatchObject({ value: { items: [] } });
  });
});

describe('missed callers', () => {
  const row = {
    key: '4930609854180',
    display: '+49 30 609854180',
    matches: [],
    attempts: 2,
    firstAt: 1,
    lastAt: 2,
    waits: [],
    waitedMs: 0,
    mine: false,
    callIds: ['m1', 'm2'],
  };

  /** Zammad's caller log has a call that nobody answered. */
  async function rung(callId: string, from: string): Promise<void> {
    for (const event of ['newCall', 'hangup'])
      await fetch(`${at.zammad.sandbox.url}/api/v1/cti/sandbox-cti`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          event,
          callId,
          direction: 'in',
          from,
          to: '493012300',
          ...(event === 'hangup' ? { cause: 'cancel' } : {}),
        }),
      });
  }
  async function doneInLog(background: Awaited<ReturnType<typeof connected>>['background']) {
    const { rows } = await background.accounts.zammad()!.client.ctiLog();
    return Object.fromEntries(rows.map(({ callId, done }) => [callId, done]));
  }

  it('are on the toolbar button as a number, running calls before them', async () => {
    const all = setup();
    answers()['GET /v1/missed'] = () => [200, { items: [row], total: 3 }];
    const { background } = await connected(all);
    await background.page('missed.list', {});
    expect(all.state.badge).toBe('3');
    const tab = all.openPort();
    await background.ports.connect(tab.port);
    at.relay.call(known());
    await tab.until((cards) => cards.get('c1')?.tickets !== undefined);
    expect(all.state.badge).toBe('1');
  });

  it('a change of the board is told to our pages, not to Zammad’s', async () => {
    const all = setup();
    const { background } = await connected(all);
    const [tab, panel] = [all.openPort(), all.openPort(all.page)];
    await background.ports.connect(tab.port);
    await background.ports.connect(panel.port);
    at.relay.frame({ type: 'board' });
    await panel.until(() => panel.messages.some(({ type }) => type === 'board'));
    expect(tab.messages.some(({ type }) => type === 'board')).toBe(false);
  });

  it('a colleague was faster: said with a code of its own', async () => {
    const { background } = await connected(setup());
    answers()[`POST /v1/missed/${row.key}/claim`] = refused(409, 'missed/claimed');
    expect(await background.page('missed.claim', { key: row.key, claim: true })).toEqual({
      ok: false,
      code: 'missed/claimed',
    });
  });

  it('done is done in Zammad’s caller log, too, for these calls only', async () => {
    const all = setup();
    const { background } = await connected(all);
    await rung('m1', '4930609854180');
    await rung('other', '4930609854180');
    answers()['POST /v1/calls/done'] = (body) => {
      expect(JSON.parse(body)).toEqual({ keys: [row.key] });
      return [200, { ids: ['m1', 'm2'] }];
    };
    expect(await background.page('missed.done', { keys: [row.key] })).toEqual({
      ok: true,
      value: { calls: 2 },
    });
    await background.desk.missedDone.settled();
    expect(await doneInLog(background)).toMatchObject({ m1: true, other: false });
  });

  it('whoever is reached is done there, too: their earlier attempts, nobody else’s', async () => {
    const all = setup();
    at.relay.state.forwards = true;
    const { background } = await connected(all);
    await at.relay.until(() => background.accounts.connection().relay?.facts?.forwards === true);
    await rung('m1', '4930609854180');
    await rung('other', '4930999999');
    at.relay.call(known({ id: 'back', direction: 'out', mine: true, ringing: [] }));
    at.relay.call(
      known({
        id: 'back',
        version: 2,
        direction: 'out',
        mine: true,
        state: 'talking',
        ringing: [],
      }),
    );
    const tab = all.openPort(all.page);
    await background.ports.connect(tab.port);
    await tab.until((cards) => cards.get('back')?.call.state === 'talking');
    await background.desk.missedDone.settled();
    expect(await doneInLog(background)).toMatchObject({ m1: true, other: false });
  });

  it('a Zammad that refuses or fails does not spoil it', async () => {
    const all = setup();
    const { background } = await connected(all);
    answers()['POST /v1/calls/done'] = () => [200, { ids: ['m1'] }];
    await at.zammad.fault('error500', { match: 'cti' });
    expect(await background.page('missed.done', { keys: ['a'] })).toMatchObject({ ok: true });
    await background.desk.missedDone.settled();
    expect(all.logged).toEqual([]);
  });
});

describe('a call by hand', () => {
  it('is entered with whole milliseconds and comes back as the relay made it', async () => {
    const { background } = await connected(setup());
    const sent: unknown[] = [];
    answers()['POST /v1/calls'] = (body) => {
      sent.push(JSON.parse(body));
      return [201, sampleCall({ id: 'manual-1', manual: true })];
    };
    const entered = {
      direction: 'in' as const,
      number: '030 609854180',
      startedAt: 1_795_258_000_000,
      durationMs: 1_000.4,
      answered: true,
      requestId: 'request-1',
    };
    expect(await background.page('calls.enter', entered)).toMatchObject({
      ok: true,
      value: { id: 'manual-1', manual: true },
    });
    expect(sent).toEqual([{ ...entered, durationMs: 1_000 }]);
    answers()['POST /v1/calls'] = refused(422, 'number/unreadable');
    expect(await background.page('calls.enter', entered)).toEqual({
      ok: false,
      code: 'dial/unreadable',
    });
  });
});
