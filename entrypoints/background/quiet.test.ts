import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../../lib/core/settings.ts';
import { awayItem } from '../../lib/storage/away.ts';
import { createMemoryStorage } from '../../lib/storage/memory-storage.ts';
import { createStored } from '../../lib/storage/stored.ts';
import { ZammadError } from '../../lib/zammad/zammad-error.ts';
import type { Accounts } from './accounts.ts';
import { createQuiet, localTime } from './quiet.ts';
import { ASK_AGAIN_MS, createQuietAgent } from './quiet-agent.ts';

/** A Saturday, 10:30 on the wall. */
const NOW = new Date(2026, 10, 21, 10, 30).getTime();

describe('left alone', () => {
  const reason = (settings: Partial<Settings>, absence = { on: false }) =>
    createQuiet({
      settings: () => ({ ...DEFAULT_SETTINGS, ...settings }),
      now: () => NOW,
      absence: () => absence,
    }).reason();
  const hours = { on: true, days: [6], from: '10:00', to: '11:00' };

  it('by the phone switch, by the hour, by Zammad; by nothing else', () => {
    expect(localTime(NOW)).toEqual({ day: 6, minute: 630, date: '2026-11-21' });
    expect(reason({})).toBeUndefined();
    expect(reason({ phone: 'quiet' })).toBe('phone');
    expect(reason({ quietHours: hours })).toBe('hours');
    expect(reason({ quietHours: { ...hours, days: [0] } })).toBeUndefined();
    expect(reason({}, { on: true })).toBe('away');
    expect(reason({ outOfOffice: false }, { on: true })).toBeUndefined();
  });
});

function agent() {
  const stored = createStored(
    { storage: createMemoryStorage(), now: () => 0, onDamaged() {} },
    awayItem,
  );
  const at = { now: 0, asked: 0, down: false, outOfOffice: false, changes: 0 };
  const me = async () => {
    at.asked++;
    if (at.down) throw new ZammadError('zammad/unreachable');
    return { outOfOffice: at.outOfOffice, outOfOfficeTo: '2026-11-30', ctiOn: true };
  };
  const create = () =>
    createQuietAgent({
      accounts: { zammad: () => ({ client: { me } }) } as unknown as Accounts,
      away: stored,
      now: () => at.now,
      onChange: () => void at.changes++,
      onError: (error) => {
        throw error;
      },
    });
  return { at, create, stored };
}

describe('what Zammad says of the agent', () => {
  it('is asked at connect and now and then, and told when it changed', async () => {
    const { at, create } = agent();
    const quiet = create();
    await quiet.ask();
    await quiet.askSometimes();
    expect([at.asked, at.changes, quiet.absence()?.on]).toEqual([1, 1, false]);
    at.outOfOffice = true;
    at.now += ASK_AGAIN_MS;
    await quiet.askSometimes();
    expect([at.asked, at.changes]).toEqual([2, 2]);
    expect(quiet.absence()).toEqual({ on: true, to: '2026-11-30' });
    expect(quiet.zammadCti()).toBe(true);
  });
  it('stays known while Zammad is down, over a restart, and beside the rest of the item', async () => {
    const { at, create, stored } = agent();
    at.outOfOffice = true;
    await stored.set({ listenedAt: 7 });
    await create().ask();
    at.down = true;
    const next = create();
    await next.load();
    await next.ask();
    expect(next.absence()?.on).toBe(true);
    expect((await stored.get()).listenedAt).toBe(7);
    at.now += 60_000;
    await next.askSometimes();
    expect(at.asked).toBe(3);
  });
});
