import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { backgroundBench } from '../../tests/background/background-bench.ts';

const { at, setup, connected } = backgroundBench();
const LOCKED_SOUND = { values: { sound: 'off' }, locked: ['sound'] };

describe('settings', () => {
  it('a change counts at once and survives a restart', async () => {
    const all = setup();
    const background = all.live();
    await background.wake();
    expect(await background.page('settings.set', { volume: 20 })).toMatchObject({
      ok: true,
      value: { volume: 20 },
    });
    background.kill();
    const next = all.live();
    await next.wake();
    expect(await next.page('settings.view', {})).toMatchObject({
      value: { values: { volume: 20 }, defaults: { volume: 60 }, locked: {} },
    });
  });
  it('the view tells who opens', async () => {
    const background = setup().live();
    await background.wake();
    expect(await background.page('settings.view', {})).toMatchObject({
      value: { opener: { by: 'offhook', why: 'rules' } },
    });
  });
  it('what is fixed is refused by name, and nothing else of that change is taken', async () => {
    const background = setup().live();
    await background.wake();
    await background.preferences.relayPolicy(LOCKED_SOUND);
    expect(await background.page('settings.set', { sound: 'ring', volume: 1 })).toEqual({
      ok: false,
      code: 'settings/locked',
      detail: 'sound',
    });
    expect(background.preferences.settings()).toMatchObject({ sound: 'off', volume: 60 });
    expect(await background.page('settings.view', {})).toMatchObject({
      value: { locked: { sound: 'relay' } },
    });
  });
  it.each([
    { volume: 101 },
    { ruleUrl: 'javascript:alert(1)' },
    { links: [{ name: 'x', url: 'https://{number}.example' }] },
    { quietHours: { on: true, days: [1], from: '24:00', to: '08:00' } },
  ])('a value that cannot be is refused: %o', async (change) => {
    const background = setup().live();
    await background.wake();
    expect(await background.page('settings.set', change as never)).toMatchObject({
      ok: false,
      code: 'internal/invalid',
    });
    expect(background.preferences.own()).toEqual({});
  });
  it('reset: one, then all', async () => {
    const background = setup().live();
    await background.wake();
    await background.page('settings.set', { volume: 20, sound: 'ring' });
    expect(await background.page('settings.reset', { keys: ['volume'] })).toMatchObject({
      value: { volume: 60, sound: 'ring' },
    });
    expect(await background.page('settings.reset', {})).toMatchObject({ value: { sound: 'soft' } });
  });
  it('a hostile page of Zammad learns and changes nothing', async () => {
    const background = setup().live();
    await background.wake();
    for (const ask of ['settings.view', 'settings.export', 'diagnostics.get'] as const)
      expect(await background.content(ask, {})).toMatchObject({ code: 'internal/refused' });
    expect(await background.content('settings.set', { phone: 'quiet' })).toMatchObject({
      code: 'internal/refused',
    });
  });
});

describe('export and import', () => {
  it('another browser has the same choices afterwards', async () => {
    const one = setup().live();
    await one.wake();
    const mine = {
      sound: 'ring',
      outcomes: ['Gelöst'],
      templates: [{ name: 'Störung', text: 'Seit:' }],
    } as const;
    await one.page('settings.set', mine as never);
    const file = (await one.page('settings.export', {})) as unknown as { value: { text: string } };
    const two = setup().live();
    await two.wake();
    await two.page('settings.set', { volume: 5 });
    expect(await two.page('settings.import', { text: file.value.text })).toMatchObject({
      ok: true,
      value: { settings: mine, skipped: [] },
    });
    expect(two.preferences.own()).toEqual(mine);
  });
  it('no address and no token is in the file', async () => {
    const all = setup();
    const { background } = await connected(all);
    await background.page('settings.set', { sound: 'ring' });
    const file = JSON.stringify(await background.page('settings.export', {}));
    for (const secret of ['sandbox-agent1', 'device-1', 'agent1@example.com', '127.0.0.1'])
      expect(file).not.toContain(secret);
  });
  it('a wrong file changes nothing and says what is wrong', async () => {
    const background = setup().live();
    await background.wake();
    await background.page('settings.set', { volume: 5 });
    const text = JSON.stringify({
      offhook: 'settings',
      version: 2,
      settings: { sound: 'ring', recentDays: 0 },
    });
    expect(await background.page('settings.import', { text })).toEqual({
      ok: false,
      code: 'settings/unreadable',
      detail: 'recentDays:value',
    });
    expect(background.preferences.own()).toEqual({ volume: 5 });
  });
  it('what is fixed is left out and told; the choice made before stays for later', async () => {
    const background = setup().live();
    await background.wake();
    await background.page('settings.set', { sound: 'ring', volume: 5 });
    await background.preferences.relayPolicy(LOCKED_SOUND);
    const text = JSON.stringify({
      offhook: 'settings',
      version: 2,
      settings: { sound: 'soft', dial: 'off' },
    });
    expect(await background.page('settings.import', { text })).toMatchObject({
      ok: true,
      value: { settings: { sound: 'off', dial: 'off', volume: 60 }, skipped: ['sound'] },
    });
    await background.preferences.relayPolicy(null);
    expect(background.preferences.settings()).toMatchObject({ sound: 'ring', dial: 'off' });
  });
});

describe('the policy of the browser', () => {
  it('presets the addresses, and fixes them when it says so', async () => {
    await fakeBrowser.storage.managed.set({
      relayUrl: at.relay.url,
      lockConnection: true,
      settings: { dial: 'off' },
      locked: ['dial'],
    });
    const all = setup();
    const background = all.live();
    await background.wake();
    expect(await background.page('connect.suggest', {})).toMatchObject({
      value: { relayUrl: at.relay.url, locked: ['relayUrl'] },
    });
    expect(
      await background.page('connect.save', {
        zammadUrl: at.zammad.sandbox.url,
        token: 'sandbox-agent1',
        relayUrl: 'https://elsewhere.example',
      }),
    ).toMatchObject({ ok: false, code: 'connect/locked' });
    expect(await background.page('settings.view', {})).toMatchObject({
      value: { values: { dial: 'off' }, locked: { dial: 'browser' } },
    });
    await fakeBrowser.storage.managed.clear();
  });
});
