import { describe, expect, it } from 'vitest';
import type { OpenWhat, Settings } from '../../lib/core/settings.ts';
import { backgroundBench, known } from '../../tests/background/background-bench.ts';

const { at, setup, connected } = backgroundBench();

const all = (what: OpenWhat) => ({ none: what, one: what, several: what });
const rules = (answer: OpenWhat, ring: OpenWhat = 'nothing'): Settings['rules'] => ({
  in: { ring: all(ring), answer: all(answer), click: all('nothing') },
  out: { ring: all('nothing'), answer: all('nothing'), click: all('nothing') },
});

/** An agent with Zammad open, and a call that came just now. */
async function working(change: Partial<Settings> = {}, path = '/#dashboard') {
  const all = setup();
  const { background } = await connected(all);
  await background.page('settings.set', { rules: rules('profile'), ...change });
  all.state.tabs = [{ id: 1, windowId: 1, url: `${at.zammad.sandbox.url}${path}`, active: true }];
  all.state.pages['readPage'] = () => ({ lang: 'de', csrf: 'x' });
  all.state.pages['openLegacyTicket'] = () => 'opened';
  const idle = { moved: true };
  all.state.pages['goWhenIdle'] = () => (idle.moved ? 'moved' : 'busy');
  const tab = all.openPort();
  await background.ports.connect(tab.port);
  const call = (more = {}) => at.relay.call(known({ startedAt: Date.now(), ...more }));
  const answer = (more = {}) =>
    call({ version: 2, state: 'talking', mine: true, answeredAt: Date.now(), ...more });
  const ran = (name: string) => all.state.ran.filter((line) => line.startsWith(name));
  return { all, background, tab, idle, call, answer, ran };
}

describe('opening by a rule', () => {
  it('goes to the person in the open tab; no tab and no window comes to the front', async () => {
    const { tab, call, answer, all, ran, background } = await working();
    call();
    await tab.until((cards) => cards.get('c1')?.tickets !== undefined);
    answer();
    await expect.poll(() => ran('goWhenIdle')).toHaveLength(1);
    expect(ran('goWhenIdle')[0]).toContain('#user/profile/9');
    expect(all.state.ran.filter((line) => /^(show|new tab)/.test(line))).toEqual([]);
    await expect.poll(() => background.cards.get('c1')?.opened).toBe('profile');
  });
  it('busy: an offer, which a click takes up; taken once', async () => {
    const { tab, answer, idle, ran, background } = await working();
    idle.moved = false;
    answer();
    await tab.until((cards) => cards.get('c1')?.offer !== undefined);
    expect(ran('goToHash')).toEqual([]);
    expect(await background.content('call.accept', { callId: 'c1' })).toMatchObject({ ok: true });
    expect(ran('goToHash')).toEqual(['goToHash ISOLATED ["#user/profile/9"]']);
    await tab.until((cards) => cards.get('c1')?.offer === undefined);
    expect(await background.content('call.accept', { callId: 'c1' })).toEqual({
      ok: false,
      code: 'open/no-offer',
    });
  });
  it('the shortcut takes up an offer while there is one', async () => {
    const { tab, answer, idle, ran, background } = await working();
    idle.moved = false;
    answer();
    await tab.until((cards) => cards.get('c1')?.offer !== undefined);
    await background.acceptOffer();
    expect(ran('goToHash')).toHaveLength(1);
    await background.acceptOffer();
    expect(ran('goToHash')).toHaveLength(1);
    expect(tab.messages.at(-1)).toEqual({ type: 'focus' });
  });
  it('no page of Zammad: nothing is opened, a notification says so', async () => {
    const { all, tab, answer, background } = await working();
    tab.port.disconnect();
    answer();
    await expect.poll(() => background.cards.get('c1')?.view.offer).toBeDefined();
    expect(all.state.ran.filter((line) => /^(new tab|goWhenIdle)/.test(line))).toEqual([]);
    await expect
      .poll(() => [...all.state.notices.values()])
      .toMatchObject([
        { title: 'Call: Ida Plus', message: expect.stringContaining('not open in any window') },
      ]);
  });
  it('killed between ring and answer, the next background opens once', async () => {
    const { all, tab, call, answer, ran, background } = await working();
    call();
    await tab.until((cards) => cards.get('c1')?.tickets !== undefined);
    await background.cards.settled();
    background.kill();
    const next = all.live();
    const again = all.openPort();
    await next.ports.connect(again.port);
    await next.wake();
    await at.relay.until(() => at.relay.hellos.length === 2);
    answer();
    await expect.poll(() => ran('goWhenIdle')).toHaveLength(1);
    answer({ version: 3 });
    answer({ version: 4 });
    await again.until((cards) => cards.get('c1')?.call.version === 4);
    expect(ran('goWhenIdle')).toHaveLength(1);
  });
});

describe('what a rule or a link says', () => {
  const links = [{ name: 'CRM', url: 'https://crm.example/?n={national}&who={name}&q={queue}' }];
  it('a link with an empty variable is not opened; else it is, in front', async () => {
    const { tab, call, all, background } = await working({ links });
    call();
    call({ id: 'c2', queue: 'Sales & more' });
    await tab.until((cards) => cards.get('c2')?.chosen !== undefined);
    expect(await background.content('call.open', { callId: 'c1', what: 'link', link: 0 })).toEqual({
      ok: false,
      code: 'open/empty-variable',
      detail: 'queue',
    });
    expect(
      await background.content('call.open', { callId: 'c2', what: 'link', link: 0 }),
    ).toMatchObject({ value: { where: 'new-tab' } });
    expect(all.state.ran.filter((line) => line.startsWith('new tab'))).toEqual([
      'new tab https://crm.example/?n=030609854180&who=Ida%20Plus&q=Sales%20%26%20more',
    ]);
    for (const link of [1, -1, 0.5, undefined])
      expect(await background.content('call.open', { callId: 'c2', what: 'link', link })).toEqual({
        ok: false,
        code: 'internal/invalid',
      });
  });
  it('the agent’s own rule for a click', async () => {
    const { rules: chosen } = { rules: rules('nothing') };
    chosen.in.click = { none: 'nothing', one: 'latest-ticket', several: 'nothing' };
    const { tab, call, ran, background } = await working({ rules: chosen });
    call();
    await tab.until((cards) => cards.get('c1')?.tickets !== undefined);
    expect(await background.content('call.open', { callId: 'c1', what: 'rule' })).toMatchObject({
      ok: true,
    });
    expect(ran('goToHash')[0]).toMatch(/#ticket\/zoom\/\d+/);
  });
  it('without one nothing is opened', async () => {
    const { tab, call, background } = await working();
    call();
    await tab.until((cards) => cards.get('c1')?.chosen !== undefined);
    expect(await background.content('call.open', { callId: 'c1', what: 'rule' })).toEqual({
      ok: false,
      code: 'open/no-rule',
    });
  });
  it('what was opened by hand stands: the answer opens nothing else', async () => {
    const { tab, call, answer, ran, background } = await working();
    call();
    await tab.until((cards) => cards.get('c1')?.tickets !== undefined);
    await background.content('call.open', { callId: 'c1', what: 'new-ticket' });
    answer();
    await tab.until((cards) => cards.get('c1')?.call.state === 'talking');
    expect(ran('goWhenIdle')).toEqual([]);
  });
});

describe('a notification is clicked', () => {
  it('while something is being written: the tab and the card, nothing else', async () => {
    const { all, tab, call, ran, background } = await working();
    call();
    await tab.until((cards) => cards.get('c1')?.tickets !== undefined);
    all.state.pages['isBusyInZammad'] = () => true;
    all.state.ran.length = 0;
    await background.openCall.show('c1');
    expect(ran('goToHash')).toEqual([]);
    expect(ran('show')).toEqual(['show 1']);
    expect(tab.messages.at(-1)).toEqual({ type: 'focus', id: 'c1' });
  });
  it('a card that was put away comes back', async () => {
    const { tab, call, background } = await working();
    call();
    await tab.until((cards) => cards.has('c1'));
    await background.content('call.dismiss', { callId: 'c1' });
    await background.openCall.show('c1');
    await tab.until((cards) => cards.has('c1'));
  });
});

describe('the relay', () => {
  it('says that Zammad opens by itself: ours stays off, and the settings say why', async () => {
    const { tab, answer, ran, background } = await working();
    await background.accounts.update((now) => ({
      ...now,
      relay: { ...now.relay!, facts: { ...now.relay!.facts!, opensInZammad: true } },
    }));
    answer();
    await tab.until((cards) => cards.get('c1')?.tickets !== undefined);
    expect(ran('goWhenIdle')).toEqual([]);
    expect(await background.page('settings.view', {})).toMatchObject({
      value: { opener: { by: 'zammad', why: 'relay-tells-zammad' } },
    });
  });
  it('fixes a setting: it holds at once, also against the agent', async () => {
    const { background } = await working();
    at.relay.frame({
      type: 'config',
      config: { settings: { values: { sound: 'off' }, locked: ['sound'] } },
    });
    await expect.poll(() => background.preferences.settings().sound).toBe('off');
    expect(await background.page('settings.set', { sound: 'ring' })).toMatchObject({ ok: false });
  });
  it('is told what is on screen', async () => {
    const { tab } = await working();
    at.relay.presences.length = 0;
    tab.say({ type: 'page', visible: true, activeAt: Date.now() });
    tab.say({ type: 'tickets', ids: [7] });
    await at.relay.until(() => at.relay.presences.length > 0);
    expect(at.relay.presences.at(-1)).toMatchObject({ tickets: [7] });
  });
});

describe('after a cut', () => {
  it('calls that are over are listed, not shown, one by one or at all', async () => {
    const { all, tab, call, background } = await working();
    call({ id: 'r' });
    await tab.until((cards) => cards.has('r'));
    const over = { state: 'ended', missed: true, endedAt: 1, startedAt: 1 } as const;
    await background.accounts.update((now) => now);
    at.relay.late(60_000);
    background.link.restart();
    await at.relay.until(() => at.relay.hellos.length === 2);
    for (let index = 0; index < 8; index++)
      call({ ...over, id: `m${index}`, endedAt: 1, startedAt: 1 });
    call({ ...over, id: 'r', version: 9 });
    await tab.until((cards) => !cards.has('r'));
    expect(tab.cards.size).toBe(0);
    await expect.poll(() => all.state.notices.size).toBe(0);
    expect(background.cards.all()).toHaveLength(9);
  });
});

describe('load', () => {
  it('10 at once, 200 in a row: each frame reaches the page, and costs the last no more than the first', async () => {
    const { tab, call, background } = await working({ rules: rules('nothing') });
    const told: number[] = [];
    for (let batch = 0; batch < 20; batch++) {
      const before = tab.messages.length;
      for (let index = 0; index < 10; index++) call({ id: `b${batch}-${index}` });
      const all = (holds: (id: string) => boolean) => () =>
        Array.from({ length: 10 }, (_, index) => `b${batch}-${index}`).every(holds);
      await tab.until(all((id) => tab.cards.get(id)?.tickets !== undefined));
      for (let index = 0; index < 10; index++)
        call({
          id: `b${batch}-${index}`,
          version: 2,
          state: 'ended',
          answeredBy: 'Bob',
          endedAt: Date.now(),
          done: true,
        });
      await tab.until(all((id) => tab.cards.get(id)?.call.state === 'ended'));
      told.push(tab.messages.length - before);
    }
    const [first, last] = [told[0]!, told.at(-1)!];
    // Zammad's answers may come together or one by one.
    expect(last).toBeLessThanOrEqual(first + 40);
    // Call, person, tickets, groups, end: no card is told more often than it changed.
    expect(Math.max(...told)).toBeLessThanOrEqual(10 * 14);
    expect(tab.messages.filter(({ type }) => type === 'all')).toHaveLength(1);
    expect(background.cards.all().length).toBeLessThanOrEqual(70);
    expect(told.every((count) => count > 0)).toBe(true);
  });
});
