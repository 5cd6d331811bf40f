import { describe, expect, it } from 'vitest';
import type { AgentCall } from '../../lib/core/agent-call.ts';
import type { CardView } from '../../lib/core/card.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../lib/core/settings.ts';
import { EMPTY_NOTE, makeCard } from './card-make.ts';
import { createNotices, type NoticesApi } from './notices.ts';
import { IDA, sampleCall } from '../../tests/background/sample-call.ts';

function setup(firefox = false) {
  const done: string[] = [];
  const options: object[] = [];
  const settings: Settings = {
    ...DEFAULT_SETTINGS,
    phone: 'on',
    dial: 'off',
    sound: 'off',
    notifications: true,
    locale: 'de',
  };
  const api: NoticesApi = {
    create(id, given) {
      // As Firefox does for whatever it does not know.
      if (firefox && Object.keys(given).sort().join() !== 'iconUrl,message,title,type')
        throw new Error('Unexpected property');
      options.push(given);
      done.push(`create ${id} ${given.title}`);
    },
    clear: (id) => void done.push(`clear ${id}`),
    ...(firefox ? {} : { update: (id, given) => void done.push(`update ${id} ${given.title}`) }),
  };
  const facts = { quiet: false, page: true };
  const notices = createNotices({
    api,
    iconUrl: '/i.png',
    firefox,
    settings: () => settings,
    locale: () => 'de',
    isQuiet: () => facts.quiet,
    hasPage: () => facts.page,
  });
  const follow = (call: Partial<AgentCall>, lead = true) =>
    notices.follow(makeCard(sampleCall(call), lead, EMPTY_NOTE, 0));
  /** It rang here, and then this came. */
  function after(call: Partial<AgentCall>, change: Partial<CardView> = {}): void {
    const before = makeCard(sampleCall(call.id ? { id: call.id } : {}), true, EMPTY_NOTE, 0);
    const now = makeCard(sampleCall({ ...known, ...call }), true, EMPTY_NOTE, 1);
    const record = { ...now, view: { ...now.view, ...change }, reached: before.reached };
    notices.follow(before);
    notices.follow(record, before);
  }
  /** What stands on the screen. */
  const standing = () => {
    const now = new Set<string>();
    for (const line of done) {
      const [what, id] = line.split(' ');
      if (what === 'clear') now.delete(id!);
      else now.add(id!);
    }
    return [...now];
  };
  return { notices, follow, after, standing, facts, done, options, settings };
}
const known = { remote: { ...sampleCall().remote, matches: [IDA] } };

describe('desktop notification', () => {
  it.each([false, true])('one for a call: shown, replaced, withdrawn (Firefox: %s)', (firefox) => {
    const { follow, done } = setup(firefox);
    follow({});
    follow({});
    follow(known);
    follow({ ...known, state: 'talking', mine: true });
    expect(done).toEqual([
      'create offhook-call:c1 Anruf: +49 30 609854180',
      `${firefox ? 'create' : 'update'} offhook-call:c1 Anruf: Ida Plus`,
      'clear offhook-call:c1',
    ]);
  });
  it.each<[string, Partial<AgentCall>, boolean, Partial<Settings>]>([
    ['quiet', {}, true, { phone: 'quiet' }],
    ['switched off', {}, true, { notifications: false }],
    ['another device leads', {}, false, {}],
    ['an outgoing call', { direction: 'out' }, true, {}],
    ['a colleague whom I call', { direction: 'internal', mine: true }, true, {}],
    ['it has stopped here', { state: 'queued', ringing: ['Bob'] }, true, {}],
    ['handed over', { state: 'ended', mine: true, transferredTo: {} }, true, {}],
    ['somebody talks already', { state: 'talking' }, true, {}],
    ['over', { state: 'ended' }, true, {}],
    ['settled', { missed: true, done: true }, true, {}],
  ])('none: %s', (_why, call, lead, change) => {
    const { follow, done, settings } = setup();
    Object.assign(settings, change);
    follow(call, lead);
    expect(done.filter((word) => !word.startsWith('clear'))).toEqual([]);
  });
  it('an outgoing call that a colleague hands over rings, too', () => {
    const { follow, done } = setup();
    follow({ direction: 'out', transferredFrom: { agent: 'Bob', talkedMs: 5_000 } });
    expect(done).toEqual(['create offhook-call:c1 Anruf: +49 30 609854180']);
  });
  it('a withheld caller, a line, no markup', () => {
    const { follow, options } = setup();
    follow({
      queue: 'Hotline',
      remote: { display: '', withheld: true, internal: false, matches: [] },
    });
    expect(options).toEqual([
      {
        type: 'basic',
        iconUrl: '/i.png',
        title: 'Anruf: Nummer unterdrückt',
        message: 'auf Support, Hotline',
        silent: true,
        requireInteraction: true,
        buttons: [{ title: 'Öffnen' }, { title: 'Weglegen' }],
      },
    ]);
  });
  it('of a call that was answered while the background was stopped is withdrawn', () => {
    const { follow, done } = setup();
    follow({ state: 'talking' });
    expect(done).toEqual(['clear offhook-call:c1']);
  });
  it('a system without notifications disturbs nothing', () => {
    const settings: Settings = {
      ...DEFAULT_SETTINGS,
      phone: 'on',
      dial: 'off',
      sound: 'off',
      notifications: true,
      locale: 'en',
    };
    const api: NoticesApi = {
      create: () => Promise.reject(new Error('no service')),
      clear() {
        throw new Error('no service');
      },
    };
    const notices = createNotices({
      api,
      iconUrl: '',
      firefox: true,
      settings: () => settings,
      locale: () => 'en',
    });
    notices.follow(makeCard(sampleCall(), true, EMPTY_NOTE, 0));
    notices.clear('c1');
  });
  it('knows its own clicks', () => {
    const { notices } = setup();
    expect(notices.callOf('offhook-call:c1')).toBe('c1');
    expect(notices.callOf('something else')).toBeUndefined();
  });
});

const ended = { state: 'ended', endedAt: 9, missed: true } as const;

describe('a missed call', () => {
  it('that rang here is told quietly, and withdrawn when somebody takes care of it', () => {
    const { after, notices, done, options, standing } = setup();
    after(ended);
    expect(done.at(-1)).toBe('create offhook-call:c1 Verpasst: Ida Plus');
    expect(options.at(-1)).toMatchObject({
      silent: true,
      message: expect.stringContaining('Support'),
    });
    const settled = makeCard(sampleCall({ ...ended, done: true }), true, EMPTY_NOTE, 0);
    notices.follow(settled, makeCard(sampleCall(ended), true, EMPTY_NOTE, 0));
    expect(standing()).toEqual([]);
  });
  it.each<[string, Partial<AgentCall>]>([
    ['a colleague took it', { state: 'ended', answeredBy: 'Bob', done: true }],
    ['answered', { state: 'ended', mine: true, answeredAt: 5 }],
    ['done already', { ...ended, done: true }],
  ])('none: %s', (_why, call) => {
    const { after, standing } = setup();
    after(call);
    expect(standing()).toEqual([]);
  });
  it('first heard of when it was over: none, it is one of the past', () => {
    const { follow, standing } = setup();
    follow(ended);
    expect(standing()).toEqual([]);
  });
  it('more than three at once become one, which counts on', () => {
    const { after, standing, done, notices } = setup();
    for (const id of ['a', 'b', 'c']) after({ ...ended, id });
    expect(standing()).toHaveLength(3);
    for (const id of ['d', 'e']) after({ ...ended, id });
    expect(standing()).toEqual(['offhook-missed']);
    expect(done.at(-1)).toBe('update offhook-missed 5 verpasste Anrufe');
    notices.closed('offhook-missed');
    after({ ...ended, id: 'f' });
    expect(done.at(-1)).toBe('create offhook-call:f Verpasst: Ida Plus');
  });
  it('closed by hand it stays closed', () => {
    const { after, notices, done } = setup();
    after(ended);
    notices.closed('offhook-call:c1');
    const again = makeCard(sampleCall({ ...ended, version: 3 }), true, EMPTY_NOTE, 0);
    notices.follow(again, makeCard(sampleCall(ended), true, EMPTY_NOTE, 0));
    expect(done.filter((line) => line.startsWith('create')).length).toBe(2);
  });
});

describe('many calls ring at once', () => {
  it('one notification for all of them, gone when nobody is left', () => {
    const { follow, standing } = setup();
    for (let index = 0; index < 10; index++) follow({ id: `c${index}` });
    expect(standing()).toEqual(['offhook-ringing']);
    for (let index = 0; index < 10; index++)
      follow({ id: `c${index}`, state: 'talking', answeredBy: 'Bob' });
    expect(standing()).toEqual([]);
  });
});

describe('what a rule did not open', () => {
  const offer = { offer: { what: 'profile' as const, until: 99 } };
  const talks = { state: 'talking', mine: true, answeredAt: 5 } as const;
  it('is told when no page of Zammad is open; else the card lights up', () => {
    const { after, facts, standing, options, settings } = setup();
    after(talks, offer);
    expect(standing()).toEqual([]);
    settings.sound = 'ring';
    facts.page = false;
    after(talks, offer);
    expect(standing()).toEqual(['offhook-call:c1']);
    expect(options.at(-1)).toMatchObject({ silent: false });
  });
  it('is said on the notification of a ringing call, too', () => {
    const { after, options } = setup(true);
    after({}, offer);
    expect(options.at(-1)).toMatchObject({ message: expect.stringContaining('weil Sie gerade') });
  });
});

describe('quiet hours', () => {
  it('nothing is shown, and what stands goes', () => {
    const { follow, facts, standing } = setup();
    follow({});
    facts.quiet = true;
    follow({});
    expect(standing()).toEqual([]);
  });
});

describe('away', () => {
  const away = { from: 1, to: 2, calls: 4, missed: [sampleCall()], answered: 2 };
  it.each([false, true])('one for all, instead of the single ones (Firefox: %s)', (firefox) => {
    const { after, notices, standing, done } = setup(firefox);
    after(ended);
    notices.away(away);
    expect(standing()).toEqual(['offhook-away']);
    expect(done.at(-1)).toBe(
      'create offhook-away Während Sie weg waren: 4 Anrufe, 1 für Sie verpasst',
    );
    expect(notices.isSummary('offhook-away')).toBe(true);
    notices.awaySeen();
    expect(standing()).toEqual([]);
  });
  it('switched off: none', () => {
    const { notices, settings, standing } = setup();
    settings.notifications = false;
    notices.away(away);
    expect(standing()).toEqual([]);
  });
});
