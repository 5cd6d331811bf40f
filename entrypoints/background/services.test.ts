import { describe, expect, it } from 'vitest';
import { contract } from '../../lib/rpc/contract.ts';
import { known, backgroundBench } from '../../tests/background/background-bench.ts';
import { createHandlers } from './handlers.ts';

const { at, setup, connected } = backgroundBench();

describe('handlers', () => {
  it('every method of the contract has exactly one', () => {
    const handlers = createHandlers(setup().live());
    expect(Object.keys(handlers).sort()).toEqual(Object.keys(contract).sort());
  });
});

describe('a call', () => {
  it('is on the card with the first frame, then person and tickets', async () => {
    const all = setup();
    const { background } = await connected(all);
    const tab = all.openPort();
    await background.ports.connect(tab.port);
    at.relay.call(known());
    await tab.until((cards) => cards.get('c1')?.tickets !== undefined);
    const first = tab.messages.find((message) => message.type === 'card');
    expect(first).toMatchObject({
      card: { call: { state: 'ringing' }, identity: 'known', chosen: 9 },
    });
    expect(all.state.badge).toBe('1');
    expect([...all.state.notices.values()]).toMatchObject([{ title: 'Call: Ida Plus' }]);
    at.relay.call(known({ version: 2, state: 'talking', mine: true, answeredBy: 'Alice Agent' }));
    await tab.until((cards) => cards.get('c1')?.call.state === 'talking');
    expect(all.state.notices.size).toBe(0);
  });
  it('two tabs have the same cards', async () => {
    const all = setup();
    const { background } = await connected(all);
    const [one, two] = [all.openPort(), all.openPort({ ...all.content, tab: { id: 2 } })];
    await background.ports.connect(one.port);
    await background.ports.connect(two.port);
    at.relay.call(known());
    await Promise.all(
      [one, two].map((tab) => tab.until((cards) => cards.get('c1')?.tickets !== undefined)),
    );
    await background.content('call.dismiss', { callId: 'c1' });
    expect([one.cards.size, two.cards.size]).toEqual([0, 0]);
  });
  it('quiet: listed in the popup, nowhere else', async () => {
    const all = setup();
    const { background } = await connected(all);
    await background.page('settings.set', { phone: 'quiet' });
    await at.relay.until(() => at.relay.presences.some(({ phone }) => phone === 'quiet'));
    const [tab, popup] = [all.openPort(), all.openPort(all.page)];
    await background.ports.connect(tab.port);
    await background.ports.connect(popup.port);
    at.relay.call(known());
    await popup.until((cards) => cards.has('c1'));
    expect(tab.cards.size).toBe(0);
    expect(all.state.notices.size).toBe(0);
    expect(await background.page('calls.list', {})).toMatchObject({
      value: [{ call: { id: 'c1' } }],
    });
  });
  it('calls that ran before are fetched on the first connection; old ones are only listed', async () => {
    at.relay.state.calls = [
      known({ id: 'now' }),
      known({ id: 'old', state: 'ended', endedAt: 1, missed: true }),
    ];
    const all = setup();
    const { background } = await connected(all);
    const tab = all.openPort();
    await background.ports.connect(tab.port);
    await tab.until((cards) => cards.has('now'));
    expect(tab.cards.has('old')).toBe(false);
    expect(background.cards.all()).toHaveLength(2);
  });
  it('a gap: the present calls are fetched again', async () => {
    const all = setup();
    const { background } = await connected(all);
    const tab = all.openPort();
    await background.ports.connect(tab.port);
    at.relay.state.calls = [known({ id: 'missed-frame' })];
    at.relay.frame({ type: 'gap' });
    await tab.until((cards) => cards.has('missed-frame'));
  });
});

describe('the background is killed in mid-call', () => {
  it('and the next one goes on: same card, draft and cursor, nothing asked twice of the agent', async () => {
    const all = setup();
    const { background } = await connected(all);
    const tab = all.openPort();
    await background.ports.connect(tab.port);
    at.relay.call(known());
    await tab.until((cards) => cards.get('c1')?.tickets !== undefined);
    await background.content('note.draft', { callId: 'c1', text: 'Half a sen', internal: true });
    await background.cards.settled();
    background.kill();

    const next = all.live();
    const again = all.openPort();
    const connecting = next.ports.connect(again.port);
    await next.wake();
    await connecting;
    expect(again.messages[0]).toMatchObject({
      type: 'all',
      cards: [{ call: { id: 'c1' }, chosen: 9, note: { text: 'Half a sen', status: 'draft' } }],
    });
    await at.relay.until(() => at.relay.hellos.length === 2);
    expect(at.relay.hellos[1]).toMatchObject({ cursor: 'e-1' });
    at.relay.call(known({ version: 5, state: 'ended', mine: true, endedAt: 2 }));
    await again.until((cards) => cards.get('c1')?.call.state === 'ended');
  });
  it('before Zammad answered: the next one asks again', async () => {
    const all = setup();
    const { background } = await connected(all);
    await at.zammad.fault('down');
    const tab = all.openPort();
    await background.ports.connect(tab.port);
    at.relay.call(known());
    await tab.until((cards) => (cards.get('c1')?.problems.length ?? 0) > 0);
    await background.cards.settled();
    background.kill();
    await at.zammad.fault('ok');
    const next = all.live();
    const again = all.openPort();
    await next.ports.connect(again.port);
    await next.wake();
    await again.until((cards) => cards.get('c1')?.tickets !== undefined);
  });
});

describe('opening things', () => {
  async function ringing(path = '/#dashboard') {
    const all = setup();
    const { background } = await connected(all);
    const { url } = at.zammad.sandbox;
    all.state.tabs = [{ id: 1, windowId: 1, url: `${url}${path}`, active: true }];
    all.state.pages['readPage'] = () => ({ lang: 'de', csrf: 'x' });
    all.state.pages['openLegacyTicket'] = () => 'opened';
    const tab = all.openPort();
    await background.ports.connect(tab.port);
    at.relay.call(known());
    await tab.until(
      (cards) =>
        (cards.get('c1')?.groups.length ?? 0) > 0 && cards.get('c1')?.tickets !== undefined,
    );
    all.state.ran.length = 0;
    return { all, background };
  }
  it('the profile, in the tab that was clicked in', async () => {
    const { all, background } = await ringing();
    const opened = await background.content('call.open', { callId: 'c1', what: 'profile' });
    expect(opened).toEqual({ ok: true, value: { where: 'same-tab' } });
    expect(all.state.ran[0]).toBe('goToHash ISOLATED ["#user/profile/9"]');
  });
  it('a new ticket with customer, group, line and time, in the language of the page', async () => {
    const { all, background } = await ringing();
    await background.content('call.open', { callId: 'c1', what: 'new-ticket' });
    const ran = all.state.ran.find((line) => line.startsWith('openLegacyTicket MAIN')) ?? '';
    expect(ran).toContain('Anruf von +49 30 609854180 (Support) am ');
    expect(ran).toContain('"customer":{"id":9,"label":"Ida Plus <ida@customer.example>"}');
    expect(ran).toMatch(/"groupId":\d/);
  });
  it('a new ticket has its group even when the click comes before the groups', async () => {
    const all = setup();
    const { background } = await connected(all);
    all.state.pages['openLegacyTicket'] = () => 'opened';
    const tab = all.openPort();
    await background.ports.connect(tab.port);
    at.relay.call(known());
    // The very first frame: the background has asked Zammad for nothing yet.
    await tab.until((cards) => cards.has('c1'));
    expect(tab.cards.get('c1')?.groups).toEqual([]);
    await background.content('call.open', { callId: 'c1', what: 'new-ticket' });
    const ran = all.state.ran.find((line) => line.startsWith('openLegacyTicket MAIN')) ?? '';
    expect(ran).toMatch(/"groupId":\d/);
  });
  it('on the desktop the task is kept in Zammad before it is opened', async () => {
    const { all, background } = await ringing('/desktop/tickets/view/my');
    expect(
      await background.content('call.open', { callId: 'c1', what: 'new-ticket' }),
    ).toMatchObject({ ok: true });
    const kept = (await at.zammad.asked()).find(
      ({ method, path }) => method === 'POST' && path.includes('taskbar'),
    );
    const row = JSON.parse(kept?.body ?? '{}');
    expect(row).toMatchObject({
      callback: 'TicketCreate',
      app: 'desktop',
      state: { articleSenderType: 'phone-in', formSenderType: 'phone-in', customer_id: 9 },
    });
    expect(
      all.state.ran.some((line) => line.includes(`/desktop/tickets/create/${row.params.id}`)),
    ).toBe(true);
  });
  it.each([
    [{ what: 'profile', userId: 4711 }, 'zammad/not-found'],
    [{ what: 'ticket', ticketId: 4711 }, 'zammad/not-found'],
    [{ what: 'ticket' }, 'internal/invalid'],
  ] as const)('%j: nothing is opened, %s', async (input, code) => {
    const { all, background } = await ringing();
    expect(await background.content('call.open', { callId: 'c1', ...input })).toEqual({
      ok: false,
      code,
    });
    expect(all.state.ran).toEqual([]);
  });
  it('a click on the notification brings the tab and the person', async () => {
    const { all, background } = await ringing();
    await background.openCall.show('c1');
    expect(all.state.ran.filter((line) => !line.startsWith('isBusy'))).toEqual([
      'goToHash ISOLATED ["#user/profile/9"]',
      'show 1',
      'show 1',
    ]);
  });
});

describe('dialling', () => {
  it('by the relay: the clean number, on the wire', async () => {
    const { background } = await connected(setup());
    await background.page('settings.set', { dial: 'relay' });
    expect(await background.content('dial.start', { text: 'tel:+49030609854180' })).toEqual({
      ok: true,
      value: { e164: '+4930609854180', display: '+49 30 609854180', by: 'relay' },
    });
    expect(at.relay.state.dialled).toEqual(['+4930609854180']);
  });
  it('by the system: a clean link for the page', async () => {
    const { background } = await connected(setup());
    expect(await background.content('dial.start', { text: '030/609854180' })).toMatchObject({
      value: { by: 'system', href: 'tel:+4930609854180' },
    });
  });
  it('off, hostile, or a relay that cannot: nothing is dialled', async () => {
    at.relay.state.dial = false;
    const { background } = await connected(setup());
    await background.page('settings.set', { dial: 'relay' });
    expect(await background.content('dial.start', { text: '*21*0172#' })).toMatchObject({
      code: 'dial/forbidden',
    });
    await background.page('settings.set', { dial: 'off' });
    expect(await background.content('dial.start', { text: '030609854180' })).toMatchObject({
      code: 'dial/off',
    });
    expect(at.relay.state.dialled).toEqual([]);
  });
});

describe('secrets', () => {
  it('no token in any answer, any message to a page, or the log', async () => {
    const all = setup();
    const { background, checks } = await connected(all);
    const [tab, popup] = [all.openPort(), all.openPort(all.page)];
    await background.ports.connect(tab.port);
    await background.ports.connect(popup.port);
    at.relay.call(known());
    await tab.until((cards) => cards.get('c1')?.tickets !== undefined);
    const answers = [
      checks,
      await background.page('connection.get', {}),
      await background.page('settings.get', {}),
      await background.page('calls.list', {}),
      await background.page('connect.check', {}),
      await background.page('connect.suggest', {}),
      await background.content('call.open', { callId: 'c1', what: 'profile' }),
    ];
    const out = JSON.stringify([answers, tab.messages, popup.messages, all.logged, all.state.ran]);
    expect(out).not.toMatch(/sandbox-agent1|device-1/);
    expect(all.logged).toEqual([]);
  });
  it.each([
    ['a web page', { url: 'https://evil.example/', tab: { id: 1 }, frameId: 0 }],
    ['a foreign extension', { id: 'other', url: 'chrome-extension://other/x.html' }],
  ])('%s gets nothing', async (_who, sender) => {
    const { background } = await connected(setup());
    const answer = background.answer({ offhook: 1, method: 'calls.list', input: {} }, sender);
    expect(await answer).toEqual({ ok: false, code: 'internal/refused' });
  });
});
