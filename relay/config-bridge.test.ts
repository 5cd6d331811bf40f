import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ConfigError } from './config.ts';
import { NO_BRIDGE } from './config-bridge.ts';
import { loadConfig } from './config-load.ts';
import { tempFolder } from './testing/temp-folder.ts';

function load(file: object) {
  const path = `${tempFolder()}/file.json`;
  writeFileSync(path, JSON.stringify({ version: 1, ...file }));
  return loadConfig({ OFFHOOK_CONFIG: path });
}
const problems = (file: object): string[] => {
  try {
    load(file);
    return [];
  } catch (error) {
    return error instanceof ConfigError ? error.message.split('\n') : [String(error)];
  }
};

it('the bridge is off unless it is switched on', () => {
  expect(load({}).bridge).toEqual(NO_BRIDGE);
  expect(load({ bridge: {} }).bridge.enabled).toBe(false);
  expect(
    load({
      zammad: { url: 'http://zammad.internal:3000/' },
      directory: { phoneFields: ['direct_line'] },
      bridge: {
        enabled: true,
        zammadUrls: ['https://support.example.com/'],
        newTicketGroup: ' Support ',
        labels: { direct_line: 'DIRECTDIAL' },
      },
    }).bridge,
  ).toEqual({
    ...NO_BRIDGE,
    enabled: true,
    zammadUrls: ['https://support.example.com'],
    newTicketGroup: 'Support',
    labels: { direct_line: 'DIRECTDIAL' },
  });
});

it('every problem is listed, in words', () => {
  expect(problems({ bridge: { enabled: true } })).toEqual([
    'bridge.enabled: needs zammad.url (or OFFHOOK_ZAMMAD_URL)',
  ]);
  expect(problems({ bridge: { labels: { direct_line: 'OTHER' } } })).toEqual([
    'bridge.labels.direct_line: is not in directory.phoneFields',
  ]);
  expect(
    problems({
      bridge: {
        on: true,
        zammadUrls: ['ftp://x'],
        contacts: 'some',
        maxContacts: 0,
        profilePage: 'new',
        labels: { a: 'Chef' },
      },
    }).map((line) => line.replace(/^.*json: /, '')),
  ).toEqual([
    'bridge.zammadUrls.0: must be an address that begins with http:// or https://',
    'bridge.contacts: must be all or withNumbers',
    'bridge.maxContacts: must be at least 1',
    expect.stringContaining('bridge.labels.a: must be one of WORK, MOBILE'),
    'bridge.profilePage: must be legacy or desktop',
    'bridge.on: is not a known setting',
  ]);
});
