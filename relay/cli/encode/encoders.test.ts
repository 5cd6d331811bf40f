import { generateKeyPairSync } from 'node:crypto';
import metadata from 'libphonenumber-js/max/metadata';
import { describe, expect, it } from 'vitest';
import type { Call, PbxEvent } from '../../../lib/core/call.ts';
import { applyEvent } from '../../../lib/core/call-machine.ts';
import type { TrackedCall } from '../../../lib/core/call-facts.ts';
import { createPhone } from '../../../lib/core/phone.ts';
import { findDialect } from '../../pbx/registry.ts';
import { testDialect, testRequest } from '../../testing/test-dialect.ts';
import { findScenario, SCENARIOS } from '../scenarios/list.ts';
import type { Scenario } from '../scenarios/step.ts';
import type { Encoder } from './encoder.ts';
import { ENCODERS } from './encoders.ts';

const phone = createPhone(metadata, { homeCountry: 'DE', areaCode: '30' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ed = generateKeyPairSync('ed25519');
const pem = (key: typeof rsa.privateKey) => key.export({ type: 'pkcs8', format: 'pem' }) as string;

/** Options under which the dialect insists on its signature, where it has one. */
const STRICT: Record<string, { options: Record<string, unknown>; privateKey?: string }> = {
  sipgate: {
    options: { publicKeys: [rsa.publicKey.export({ type: 'spki', format: 'pem' })] },
    privateKey: pem(rsa.privateKey),
  },
  telnyx: {
    options: {
      publicKeys: [
        Buffer.from(ed.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64'),
      ],
    },
    privateKey: pem(ed.privateKey),
  },
  placetel: { options: { signingSecret: 'signing' } },
  twilio: { options: { authToken: 'signing' } },
  didww: { options: { signingSecret: 'signing' } },
  yeastar: { options: { signingSecret: 'signing' } },
};

/** Plays a scenario into the dialect. @returns its events, and every refusal */
async function play(encoder: Encoder, scenario: Scenario) {
  const { options = {}, privateKey } = STRICT[encoder.dialect] ?? {};
  const definition = findDialect(encoder.dialect);
  if (!definition) throw new Error(`no dialect ${encoder.dialect}`);
  let now = Date.parse('2026-11-20T10:00:00Z');
  const dialect = testDialect(definition, {
    options,
    clock: () => now,
    publicUrl: 'https://relay.example',
  });
  const events: PbxEvent[] = [];
  const refused: string[] = [];
  const address = 'https://relay.example/pbx/main/secret';
  for (const [place, step] of scenario.steps.entries()) {
    now += step.afterMs;
    const requests = encoder.encode(step, {
      id: (call) => `sim-12345678-${call}`,
      options,
      privateKey,
      address: (rest) => address + rest,
      now,
      earlier: scenario.steps.slice(0, place),
    });
    for (const { body = '', rest = '', query, headers = {}, ...about } of requests) {
      const received = await dialect.receive(
        testRequest(body, {
          ...about,
          rest,
          url: address + rest,
          query: query ?? new URLSearchParams(),
          headers,
        }),
        now,
      );
      if (received.ok) events.push(...received.events);
      else refused.push(`${step.kind}: ${received.status} ${received.reason}`);
    }
  }
  return { events, refused, calls: callsOf(events) };
}

function callsOf(events: readonly PbxEvent[]): Call[] {
  const calls = new Map<string, TrackedCall>();
  for (const event of events) {
    const known = calls.get(event.callId);
    calls.set(event.callId, applyEvent(known, event, () => event.callId).call);
  }
  return [...calls.values()];
}

const named = (name: string) => findScenario(name) as Scenario;

describe.each(ENCODERS)('SE12: scenarios as $dialect', (encoder) => {
  it('every scenario is taken, signature and all', async () => {
    const problems: string[] = [];
    for (const scenario of SCENARIOS) {
      const { refused } = await play(encoder, scenario);
      problems.push(...refused.map((reason) => `${scenario.name} ${reason}`));
    }
    expect(problems).toEqual([]);
  });
  it('a direct call is answered and ends', async () => {
    const { calls } = await play(encoder, named('direct'));
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({ state: 'ended', missed: false, direction: 'in' });
    expect(calls[0]?.from.e164).toBe('493023125741');
    expect(calls[0]?.answeredAt).toBeDefined();
  });
  it('a call that nobody takes is missed', async () => {
    const { calls } = await play(encoder, named('missed'));
    expect(calls[0]).toMatchObject({ state: 'ended', missed: true, direction: 'in' });
  });
  it('a hidden caller stays hidden', async () => {
    const { calls } = await play(encoder, named('withheld'));
    expect(calls[0]?.from).toMatchObject({ withheld: true });
  });
  it('an outgoing call goes out', async () => {
    const { calls } = await play(encoder, named('out'));
    expect(calls[0]).toMatchObject({ state: 'ended', direction: 'out', missed: false });
    expect(calls[0]?.to.e164).toBe('493023125741');
  });
  it('two callers are two calls', async () => {
    const { calls } = await play(encoder, named('two-calls'));
    expect(calls.map(({ from }) => from.e164).toSorted()).toEqual([
      '4922147103341',
      '493023125741',
    ]);
  });
});

it('numbers are spelled as the scenario says, and read back', async () => {
  const generic = ENCODERS.find(({ dialect }) => dialect === 'generic') as Encoder;
  for (const { name, see } of SCENARIOS.filter(({ name: one }) => one.startsWith('number-'))) {
    const { calls } = await play(generic, named(name));
    const e164 = calls[0]?.from.e164;
    if (e164 === undefined) expect(see).not.toContain('+49');
    else expect(see).toContain(phone.display(e164).slice(0, 6));
  }
});
