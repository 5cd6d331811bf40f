import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../../lib/core/settings.ts';
import { FILE_VERSION, fileName, readSettings, writeSettings } from './settings-file.ts';

const OWN: Partial<Settings> = {
  sound: 'ring',
  volume: 35,
  links: [{ name: 'Akte', url: 'https://crm.example/{userId?}' }],
  templates: [{ name: 'Störung', line: 'Support', text: 'Gerät:\nSeit:' }],
  rules: DEFAULT_SETTINGS.rules,
};
const file = (settings: unknown, version: unknown = FILE_VERSION) =>
  JSON.stringify({ offhook: 'settings', version, settings });

describe('the file of settings', () => {
  it('brings back what was written', () => {
    expect(readSettings(writeSettings(OWN))).toEqual({ ok: true, settings: OWN });
    expect(readSettings(writeSettings({}))).toEqual({ ok: true, settings: {} });
  });
  it('with a byte order mark of an editor too', () => {
    expect(readSettings(`\uFEFF${writeSettings(OWN)}`)).toEqual({ ok: true, settings: OWN });
  });
  it('has the date in its name', () => {
    expect(fileName(new Date(2026, 0, 5, 23, 59).getTime())).toBe(
      'offhook-settings-2026-01-05.json',
    );
  });
  it('version 1 held everything: what was the default then is no choice', () => {
    const { phone, dial, sound, notifications, locale } = DEFAULT_SETTINGS;
    const old = { phone, dial, sound: 'ring', notifications, locale };
    expect(sound).not.toBe('ring');
    expect(readSettings(file(old, 1))).toEqual({ ok: true, settings: { sound: 'ring' } });
  });
});

describe('a file that does not fit changes nothing and says why', () => {
  it.each([
    ['', 'json'],
    ['{', 'json'],
    ['null', 'kind'],
    ['[]', 'kind'],
    ['{"offhook":"connections","version":2,"settings":{}}', 'kind'],
    ['{"offhook":"settings","settings":{}}', 'kind'],
    ['{"offhook":"settings","version":2,"settings":[]}', 'kind'],
    [file({}, 0), 'kind'],
    [file({}, 3), 'newer'],
    [file({ volume: 101, sound: 'off' }), 'volume:value'],
    [file({ volume: 'loud', color: 'red', sound: 'off' }), 'volume:value, color:unknown'],
    [file({ links: [{ name: 'x', url: 'javascript:alert(1)' }] }), 'links:value'],
    [file({ ruleUrl: 'data:text/html,x' }), 'ruleUrl:value'],
    [file({ 'a:b, c': 1 }), 'a b  c:unknown'],
  ])('%s', (text, wrong) => {
    expect(readSettings(text)).toEqual({ ok: false, wrong });
  });
  it('whatever it is, it is answered and never half taken', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.json().map((json) => file(JSON.parse(json))),
        ),
        (text) => {
          const read = readSettings(text);
          if (read.ok) expect(readSettings(writeSettings(read.settings))).toEqual(read);
          else expect(read.wrong).not.toBe('');
        },
      ),
    );
  });
});
