import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { meSchema } from '../../lib/protocol/api.ts';
import { readPolicy } from '../../lib/protocol/settings-schema.ts';
import { ConfigError } from '../config.ts';
import { loadConfig } from '../config-load.ts';
import { startFakeZammad } from '../hub/testing/fake-zammad.ts';
import { tempFolder } from '../testing/temp-folder.ts';
import { settingsFor } from './settings-policy.ts';
import { type Name, startWorkbench, type Workbench } from './testing/workbench.ts';

function load(file: object) {
  const path = `${tempFolder()}/relay.json`;
  writeFileSync(path, JSON.stringify({ version: 1, ...file }));
  return loadConfig({ OFFHOOK_CONFIG: path });
}
function problems(file: object): string[] {
  try {
    load(file);
  } catch (error) {
    if (error instanceof ConfigError) {
      return error.problems.map(({ path, message }) => `${path}: ${message}`);
    }
    throw error;
  }
  return [];
}

const SETTINGS = {
  values: { sound: 'off', volume: 30 },
  locked: ['sound'],
  groups: [
    {
      name: 'support',
      agents: ['AGENT1@example.com ', 'carla@example.com'],
      values: { sound: 'ring', outcomes: ['Sale'] },
      locked: ['outcomes'],
    },
    { name: 'leads', agents: ['agent1@example.com'], values: { sound: 'soft' } },
  ],
};

let work: Workbench | undefined;
afterEach(async () => {
  await work?.close();
  work = undefined;
});

describe('WS11: settings by group', () => {
  it('the later group wins, what any locks is locked', () => {
    const { settings } = load({ settings: SETTINGS });
    const of = (login: string, email?: string) =>
      settingsFor(settings, { login, ...(email && { email }) });
    expect(of('agent1@example.com')).toEqual({
      values: { sound: 'soft', volume: 30, outcomes: ['Sale'] },
      locked: ['sound', 'outcomes'],
    });
    expect(of('agent3', 'Carla@example.com').values.sound).toBe('ring');
    expect(of('agent2@example.com')).toEqual({
      values: { sound: 'off', volume: 30 },
      locked: ['sound'],
    });
    expect(settingsFor(load({}).settings, { login: 'x' })).toEqual({ values: {}, locked: [] });
  });
  it('each agent is sent their own, in the stream and by me', async () => {
    const { settings, missed, directory } = load({ settings: SETTINGS });
    work = await startWorkbench({ config: { settings, missed, directory } });
    const sounds: Record<Name, string> = { alice: 'soft', bob: 'off', carla: 'ring' };
    for (const [who, sound] of Object.entries(sounds) as [Name, string][]) {
      const { body } = await work.ask(who, 'GET', '/v1/me');
      expect(v.is(meSchema, body)).toBe(true);
      expect(body.relay).toMatchObject({ opensInZammad: false, phoneFields: [] });
      const { config } = await work.stream(who).next('config');
      expect(config['settings']).toEqual(body.relay.settings);
      expect(readPolicy(body.relay.settings)).toEqual(body.relay.settings);
      expect(body.relay.settings.values.sound).toBe(sound);
    }
  });
  it.each<[object, RegExp]>([
    [{ values: { sonud: 'off' } }, /settings\.values\.sonud: is not a known setting/],
    [{ values: { sound: 'loud' } }, /settings\.values\.sound: must be/],
    [
      { values: { quietHours: { on: true, days: [1], from: '18:00', to: '8', until: 1 } } },
      /quietHours\.to: must be a time.*quietHours\.until: is not a known/,
    ],
    [
      { values: { rules: { in: { ring: { none: 'fly' } } } } },
      /settings\.values\.rules\.in\.ring\.none: must be/,
    ],
    [
      { values: { templates: [{ name: 'a', text: 'b', lines: 'c' }] } },
      /templates\.0\.lines: is not/,
    ],
    [
      { values: { links: [{ name: 'a', url: 'javascript:alert(1)' }] } },
      /links\.0\.url: must begin/,
    ],
    [{ locked: ['sond'] }, /settings\.locked\.0: must be one of phone/],
    [{ groups: [{ agents: ['x'] }] }, /settings\.groups\.0\.name: is missing/],
    [{ groups: [{ name: 'a', agent: ['x'] }] }, /settings\.groups\.0\.agent: is not a known/],
    [{ groups: [{ name: 'a', values: { volume: 101 } }] }, /groups\.0\.values\.volume/],
    [{ group: [] }, /settings\.group: is not a known setting/],
  ])('%j is a problem with its path', (settings, words) => {
    expect(problems({ settings }).toSorted().join(' ')).toMatch(words);
  });
});

describe('WS11: the admin guide', () => {
  const guide = readFileSync(new URL('../../docs/admin-guide.md', import.meta.url), 'utf8');
  const examples = [...guide.matchAll(/```json\n([\s\S]*?)```/g)]
    .map(([, text]) => JSON.parse(text ?? '') as { version?: number; settings?: object })
    .filter(({ version }) => version === 1);
  it('has examples that a relay takes', () => {
    expect(examples.length).toBeGreaterThan(3);
    for (const example of examples) expect(problems(example)).toEqual([]);
  });
  it('says of groups what is so', () => {
    const { settings } = load(examples.find((example) => example.settings) ?? {});
    expect(settingsFor(settings, { login: 'agent1@example.com' })).toMatchObject({
      values: { roundMinutes: 1, dial: 'relay' },
      locked: ['dial', 'timeAccounting', 'roundMinutes'],
    });
  });
});

describe('WS11: numbers in custom fields', () => {
  it.each<[unknown, RegExp]>([
    [{ phoneFields: ['Second'] }, /directory\.phoneFields\.0: must be the name/],
    [{ phoneFields: 'phone2' }, /directory\.phoneFields: must be/],
    [{ phoneField: ['phone2'] }, /directory\.phoneField: is not/],
  ])('%j is a problem', (directory, words) => {
    expect(problems({ directory }).join()).toMatch(words);
  });
  it.each<[object, RegExp]>([
    [{ minRingMs: -1 }, /missed\.minRingMs: must be at least 0/],
    [{ days: 0 }, /missed\.days: must be at least 1/],
    [{ day: 1 }, /missed\.day: is not/],
  ])('missed %j is a problem', (missed, words) => {
    expect(problems({ missed }).join()).toMatch(words);
  });
  it('the directory finds people by them, surer than by their fax', async () => {
    const zammad = await startFakeZammad();
    zammad.tokens.set('service', { id: 1 });
    const field = { second_phone: '030 609854180' };
    zammad.people.push({ id: 7, firstname: 'Ida', lastname: 'Plus', ...field } as never, {
      id: 8,
      firstname: 'Otto',
      lastname: 'Minus',
      fax: '030 609854180',
    });
    const { directory } = load({ directory: { phoneFields: ['second_phone', 'second_phone'] } });
    work = await startWorkbench({
      config: {
        directory,
        zammad: {
          url: zammad.url,
          token: 'service',
          forward: {
            url: `${zammad.url}/api/v1/cti/x`,
            agentReference: true,
            ask: false,
            transfers: false,
            internal: false,
          },
        },
      },
    });
    const lookup = async () =>
      (await work!.ask('alice', 'GET', '/v1/lookup?number=030609854180')).body.matches;
    while ((await lookup()).length < 2) {
      work.bench.clock.advance(1_000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await lookup()).toMatchObject([
      { userId: 7, reason: { kind: 'exact', detail: 'second_phone' }, weight: 75 },
      { userId: 8, reason: { kind: 'exact', detail: 'fax' }, weight: 40 },
    ]);
    const { relay } = (await work.ask('alice', 'GET', '/v1/me')).body;
    expect(relay).toMatchObject({ opensInZammad: true, phoneFields: ['second_phone'] });
    await work.close();
    work = undefined;
    await zammad.close();
  });
});
