/**
 * The number doctor against the sandbox, and against a real Zammad where one is named:
 *
 *   OFFHOOK_E2E_ZAMMAD_URL    its address
 *   OFFHOOK_E2E_CTI_URL       its CTI endpoint with the token
 *   OFFHOOK_E2E_TOKEN_AGENT1  a token with ticket.agent and cti.agent
 *
 * The person and the calls that a run makes there stay there.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import metadata from 'libphonenumber-js/max/metadata';
import { createPhone } from '../../lib/core/phone.ts';
import { createZammad } from '../../lib/zammad/zammad.ts';
import { systemClock } from '../../relay/hub/clock.ts';
import { FIXABLE } from '../../relay/numbers/finding.ts';
import { applyFix, undoBatch } from '../../relay/numbers/fix.ts';
import { createAudit } from '../../relay/store/audit.ts';
import { openDatabase } from '../../relay/store/database.ts';
import { startSandbox } from '../../sandbox/sandbox.ts';

/** Zammad keeps its index of numbers up to date in the background. */
const INDEXED_MS = 120_000;
const PAUSE_MS = 500;

interface Place {
  url: string;
  cti: string;
  token: string;
}

/** A caller who was missed is named after the fix, and missed again after the undo. */
async function mendsAndPutsBack({ url, cti, token }: Place): Promise<void> {
  const zammad = createZammad({ url, token, timeoutMs: 30_000 });
  const tail = String(Date.now()).slice(-5);
  const phone = `030/71${tail}3, 0171/71${tail}4`;
  const callers = [`493071${tail}3`, `4917171${tail}4`];
  const made = await zammad.createUser({ lastname: `Schrägstrich ${tail}`, numbers: { phone } });
  const database = await openDatabase('sqlite::memory:');
  onTestFinished(() => database.close());
  const deps = {
    zammad,
    phone: createPhone(metadata, { homeCountry: 'DE' }),
    custom: [],
    clock: systemClock,
    signal: new AbortController().signal,
    audit: createAudit({ db: database.db, now: Date.now }),
    tell: () => undefined,
  };

  /** Does Zammad's own caller log name the person for a call from this number? */
  async function named(from: string): Promise<boolean> {
    const call = { direction: 'in', callId: crypto.randomUUID(), from, to: '4930' };
    const tell = (event: string) =>
      fetch(cti, { method: 'POST', body: new URLSearchParams({ event, ...call }) });
    await tell('newCall');
    const { rows } = await zammad.ctiLog();
    await tell('hangup');
    const matches = rows.find((row) => row.callId === call.callId)?.matches ?? [];
    return matches.some(({ userId }) => userId === made.id);
  }
  /** Waits for Zammad's index, which tells that it is there by the caller that it does name. */
  async function indexed(digits: string): Promise<void> {
    const until = Date.now() + INDEXED_MS;
    while (!(await named(digits))) {
      if (Date.now() > until) throw new Error(`Zammad never named the caller ${digits}`);
      await pause(PAUSE_MS);
    }
  }
  async function both(): Promise<boolean[]> {
    const seen: boolean[] = [];
    for (const caller of callers) seen.push(await named(caller));
    return seen;
  }

  // Without the area code, as Zammad reads it.
  await indexed(`71${tail}3`);
  expect(await both()).toEqual([false, false]);
  const wanted = { kinds: new Set(FIXABLE), ids: [made.id], limit: 1 };
  expect(await applyFix(deps, 'b1', wanted)).toMatchObject({ written: 1 });
  expect(await zammad.user(made.id)).toMatchObject({
    phone: `+49 30 71${tail}3`,
    mobile: `+49 171 71${tail}4`,
  });
  await indexed(callers[0] ?? '');
  expect(await both()).toEqual([true, true]);
  expect(await named(`71${tail}3`)).toBe(false);
  expect(await undoBatch(deps, 'b1')).toMatchObject({ written: 1 });
  expect(await zammad.user(made.id)).toMatchObject({ phone, mobile: '' });
  await indexed(`71${tail}3`);
  expect(await both()).toEqual([false, false]);
}

describe('ND10, ND13: Zammad names the caller after the fix, and not after the undo', () => {
  it.each(['5.5', '6.5'] as const)('the sandbox as %s', async (flavour) => {
    const sandbox = await startSandbox({ port: 0, flavour });
    onTestFinished(() => sandbox.close());
    const cti = `${sandbox.url}/api/v1/cti/sandbox-cti`;
    await mendsAndPutsBack({ url: sandbox.url, cti, token: 'sandbox-agent1' });
  });

  const { OFFHOOK_E2E_ZAMMAD_URL: url, OFFHOOK_E2E_CTI_URL: cti } = process.env;
  const token = process.env['OFFHOOK_E2E_TOKEN_AGENT1'];
  it.skipIf(!url || !cti || !token)(
    'a real Zammad',
    () => mendsAndPutsBack({ url: url ?? '', cti: cti ?? '', token: token ?? '' }),
    4 * INDEXED_MS,
  );
});
