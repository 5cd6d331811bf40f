import { describe, expect, it } from 'vitest';
import type { AgentCall } from '../../lib/core/agent-call.ts';
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
  const notices = createNotices({
    api,
    iconUrl: '/i.png',
    firefox,
    settings: () => settings,
    locale: () => 'de',
  });
  const follow = (call: Partial<AgentCall>, lead = true) =>
    notices.follow(makeCard(sampleCall(call), lead, EMPTY_NOTE, 0));
  return { notices, follow, done, options, settings };
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
