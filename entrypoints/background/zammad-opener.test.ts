import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../../lib/core/settings.ts';
import type { PageApi } from '../../lib/zammad-ui/browser-tabs.ts';
import type { Flavour } from '../../lib/zammad-ui/find-tab.ts';
import { createZammadOpener } from './zammad-opener.ts';

function setup(about: {
  pages?: (Flavour | undefined)[];
  tells?: boolean;
  cti?: boolean;
  route?: boolean | 'fails';
  last?: Flavour;
}) {
  const at = { asked: 0, settings: DEFAULT_SETTINGS as Settings, ...about };
  const page = {
    run: async () => {
      at.asked++;
      if (at.route === 'fails') throw new Error('no such tab');
      return at.route ?? false;
    },
  } as unknown as PageApi;
  const opener = createZammadOpener({
    page,
    pages: () => (at.pages ?? []).map((flavour, index) => ({ tabId: index + 1, flavour })),
    relayTells: () => at.tells ?? false,
    zammadCti: () => at.cti ?? false,
    lastFlavour: () => at.last,
    settings: () => at.settings,
  });
  return { at, opener };
}

describe('Zammad opens by itself', () => {
  it.each<[string, Parameters<typeof setup>[0], string | undefined]>([
    [
      'legacy, and the relay names the agent',
      { pages: ['legacy'], tells: true },
      'relay-tells-zammad',
    ],
    ['legacy, and the relay does not', { pages: ['legacy'] }, undefined],
    ['desktop 6.5 has no such page', { pages: ['desktop'], tells: true, cti: true }, undefined],
    [
      'desktop beside a legacy page',
      { pages: ['desktop', 'legacy'], tells: true },
      'relay-tells-zammad',
    ],
    ['desktop of 2026', { pages: ['desktop'], cti: true, route: true }, 'zammad-desktop'],
    ['desktop of 2026, its phone off', { pages: ['desktop'], route: true }, undefined],
    ['a page that cannot be asked', { pages: ['desktop'], cti: true, route: 'fails' }, undefined],
    ['no page open', { tells: true, last: 'desktop' }, undefined],
  ])('%s', async (_what, about, why) => expect(await setup(about).opener.opens()).toBe(why));
  it('a tab is asked once; after a failure again', async () => {
    const { at, opener } = setup({ pages: ['desktop'], cti: true, route: 'fails' });
    await opener.opens();
    at.route = true;
    expect(await opener.opens()).toBe('zammad-desktop');
    await opener.opens();
    expect(at.asked).toBe(2);
  });
});

describe('in words for the settings page', () => {
  it('says which of both, and why', async () => {
    expect(setup({ tells: true }).opener.view()).toEqual({
      by: 'zammad',
      why: 'relay-tells-zammad',
    });
    expect(setup({}).opener.view()).toEqual({ by: 'offhook', why: 'rules' });
    const none = setup({});
    const never = { none: 'nothing', one: 'nothing', several: 'nothing' } as const;
    const { rules } = DEFAULT_SETTINGS;
    none.at.settings = {
      ...DEFAULT_SETTINGS,
      rules: { ...rules, in: { ...rules.in, answer: never } },
    };
    expect(none.opener.view()).toEqual({ by: 'nobody', why: 'rules' });
    none.at.settings = { ...DEFAULT_SETTINGS, phone: 'quiet' };
    expect(none.opener.view()).toEqual({ by: 'nobody', why: 'off' });
    const desktop = setup({ pages: ['desktop'], cti: true, route: true });
    await desktop.opener.opens();
    expect(desktop.opener.view()).toEqual({ by: 'zammad', why: 'zammad-desktop' });
  });
});
