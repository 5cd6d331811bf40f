/** Settings of an agent who has made the place their own. */
import {
  DEFAULT_SETTINGS,
  type SettingLock,
  type Settings,
  type SettingsView,
} from '../../lib/core/settings.ts';

export const OWN: Settings = {
  ...DEFAULT_SETTINGS,
  phone: 'quiet',
  dial: 'relay',
  cardIn: 'answer',
  cardOut: 'off',
  sound: 'ring',
  volume: 80,
  notifications: false,
  strip: false,
  recentDays: 7,
  noteInternal: false,
  timeAccounting: true,
  roundMinutes: 15,
  roundMode: 'nearest',
  locale: 'de',
  ruleUrl: 'https://crm.example.com/find?phone={number}&who={name?}',
  links: [
    { name: 'Customer file', url: 'https://crm.example.com/customer/{userId?}' },
    { name: 'Donaudampfschifffahrtsgesellschaft', url: 'https://dampf.example/{organization}' },
  ],
  outcomes: ['Solved', 'Calls back', 'Wrong number'],
  templates: [
    { name: 'Fault', line: 'Support', text: 'Device:\nFault since:\nTried already:' },
    { name: 'Call back', text: 'Please call back at ' },
  ],
  ticketTitle: '{line}: {name} ({time})',
  quietHours: { on: true, days: [1, 2, 3, 4, 5], from: '18:00', to: '08:00' },
  rules: {
    ...DEFAULT_SETTINGS.rules,
    out: {
      ...DEFAULT_SETTINGS.rules.out,
      answer: { none: 'nothing', one: 'latest-ticket', several: 'nothing' },
    },
  },
};

/** The administrator has fixed everything, half of it in the browser, half at the relay. */
export const ALL_LOCKED: SettingsView['locked'] = Object.fromEntries(
  Object.keys(DEFAULT_SETTINGS).map((key, at): [string, SettingLock] => [
    key,
    at % 2 ? 'browser' : 'relay',
  ]),
);
