import { describe, expect, it } from 'vitest';
import { readPolicy } from '../../lib/protocol/settings-schema.ts';
import type { SettingsPolicy } from '../../lib/core/settings.ts';
import { createManagedPolicy, readManaged } from './managed-policy.ts';

const NOTHING = { lockConnection: false, settings: { values: {}, locked: [] } };
const read = (input: unknown) => readManaged(input, readPolicy);

describe('what an organisation presets', () => {
  it('addresses, defaults and locks', () => {
    expect(
      read({
        zammadUrl: 'https://zammad.example/#dashboard',
        relayUrl: 'https://relay.example/offhook/',
        lockConnection: true,
        settings: { sound: 'off', recentDays: 14 },
        locked: ['sound'],
      }),
    ).toEqual({
      zammadUrl: 'https://zammad.example',
      relayUrl: 'https://relay.example/offhook',
      lockConnection: true,
      settings: { values: { sound: 'off', recentDays: 14 }, locked: ['sound'] },
    });
  });
  it.each([undefined, null, [], 'text', 7, {}])('nothing of use is no policy: %s', (input) => {
    expect(read(input)).toEqual(NOTHING);
  });
  it('a slip in one value leaves the others in force', () => {
    expect(
      read({
        zammadUrl: 'javascript:alert(1)',
        relayUrl: 'https://user:secret@relay.example',
        lockConnection: 'yes',
        settings: { sound: 'loud', volume: 20, links: 'x' },
        locked: ['sound', 'colour', 7],
      }),
    ).toEqual({
      lockConnection: false,
      settings: { values: { volume: 20 }, locked: ['sound'] },
    });
  });
});

describe('following it', () => {
  function setup(get: () => Promise<unknown>) {
    const told: SettingsPolicy[] = [];
    let change = () => {};
    const managed = createManagedPolicy({
      get,
      onChanged: (listener) => void (change = listener),
      readPolicy,
      onPolicy: (policy) => void told.push(policy),
    });
    return { managed, told, change: () => change() };
  }

  it('a browser without any policy, which throws, is a browser without any policy', async () => {
    const { managed, told } = setup(() => Promise.reject(new Error('no manifest')));
    await managed.start();
    expect(managed.policy()).toEqual(NOTHING);
    expect(told).toEqual([{ values: {}, locked: [] }]);
    expect(managed.fixed()).toEqual({});
  });
  it('a change counts at once, and so does its end', async () => {
    let policy: unknown = {};
    const { managed, told, change } = setup(async () => policy);
    await managed.start();
    policy = { settings: { dial: 'off' }, locked: ['dial'] };
    change();
    await expect.poll(() => told.at(-1)?.locked).toEqual(['dial']);
    policy = {};
    change();
    await expect.poll(() => told.at(-1)?.locked).toEqual([]);
  });
  it('an answer that comes late does not undo a newer one', async () => {
    const answers: ((policy: unknown) => void)[] = [];
    const { managed, told, change } = setup(() => new Promise((done) => void answers.push(done)));
    const started = managed.start();
    change();
    answers[1]?.({ locked: ['sound'] });
    await expect.poll(() => told).toHaveLength(1);
    answers[0]?.({ locked: ['dial'] });
    await started;
    expect(told).toEqual([{ values: {}, locked: ['sound'] }]);
    expect(managed.policy().settings.locked).toEqual(['sound']);
  });
  it('addresses are fixed only when it says so', async () => {
    const { managed } = setup(async () => ({ relayUrl: 'https://relay.example' }));
    await managed.start();
    expect(managed.fixed()).toEqual({});
    const locked = setup(async () => ({ relayUrl: 'https://relay.example', lockConnection: true }));
    await locked.managed.start();
    expect(locked.managed.fixed()).toEqual({ relayUrl: 'https://relay.example' });
  });
});
