import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_SETTINGS,
  type SettingKey,
  type Settings,
  type SettingsPolicy,
} from '../../lib/core/settings.ts';
import { SETTING_KEYS } from '../../lib/protocol/settings-schema.ts';
import { settingsView } from './settings-layers.ts';

const NOBODY: SettingsPolicy = { values: {}, locked: [] };

/** A few settings with values that tell where they came from. */
const values = (from: string): fc.Arbitrary<Partial<Settings>> =>
  fc.uniqueArray(fc.constantFrom(...SETTING_KEYS)).map(
    (keys) =>
      // The layers never look inside a value.
      Object.fromEntries(
        keys.map((key) => [key, `${from} ${key}`]),
      ) as unknown as Partial<Settings>,
  );
const policy = (from: string): fc.Arbitrary<SettingsPolicy> =>
  fc.record({
    values: values(from),
    locked: fc.uniqueArray(fc.constantFrom(...SETTING_KEYS)),
  });

/** The order of priority, said the other way round: the first that has a word wins. */
function expected(
  key: SettingKey,
  {
    own,
    browser,
    relay,
  }: { own: Partial<Settings>; browser: SettingsPolicy; relay: SettingsPolicy },
): unknown {
  if (browser.locked.includes(key)) return browser.values[key] ?? DEFAULT_SETTINGS[key];
  if (relay.locked.includes(key)) return relay.values[key] ?? DEFAULT_SETTINGS[key];
  return own[key] ?? browser.values[key] ?? relay.values[key] ?? DEFAULT_SETTINGS[key];
}

describe('whose value counts', () => {
  it('fixed by the browser, fixed by the relay, own, preset by the browser, by the relay, ours', () => {
    fc.assert(
      fc.property(values('own'), policy('browser'), policy('relay'), (own, browser, relay) => {
        const view = settingsView({ own, browser, relay });
        for (const key of SETTING_KEYS) {
          expect(view.values[key]).toBe(expected(key, { own, browser, relay }));
          expect(view.defaults[key]).toBe(
            browser.values[key] ?? relay.values[key] ?? DEFAULT_SETTINGS[key],
          );
          expect(view.locked[key]).toBe(
            browser.locked.includes(key)
              ? 'browser'
              : relay.locked.includes(key)
                ? 'relay'
                : undefined,
          );
        }
      }),
    );
  });
  it('nobody says anything: as delivered, nothing fixed', () => {
    expect(settingsView({ own: {}, browser: NOBODY, relay: NOBODY })).toEqual({
      values: DEFAULT_SETTINGS,
      defaults: DEFAULT_SETTINGS,
      locked: {},
    });
  });
  it('what was chosen before it was fixed comes back when it is free again', () => {
    const own = { sound: 'ring' } as const;
    const fixed: SettingsPolicy = { values: { sound: 'off' }, locked: ['sound'] };
    expect(settingsView({ own, browser: NOBODY, relay: fixed }).values.sound).toBe('off');
    expect(settingsView({ own, browser: NOBODY, relay: NOBODY }).values.sound).toBe('ring');
  });
});
