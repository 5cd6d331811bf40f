/** Recordings, what they should come to, and a ledger in memory: for the tests of this folder. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import metadata from 'libphonenumber-js/max/metadata';
import { applyEvent } from '../../../lib/core/call-machine.ts';
import type { TrackedCall } from '../../../lib/core/call-facts.ts';
import type { Call, Party, PbxEvent } from '../../../lib/core/call.ts';
import { createPhone } from '../../../lib/core/phone.ts';
import { createAsteriskTranslator } from './asterisk.ts';
import { type AsteriskOptions, options } from './options.ts';
import * as v from 'valibot';
import type { Translator } from './translate.ts';

export interface ExpectedCall {
  direction: Call['direction'];
  from: string;
  to: string;
  queue?: string;
  rang: string[];
  talked: string[];
  transfers?: string[];
  state: Call['state'];
  cause?: Call['cause'];
  missed: boolean;
}

export interface ExpectedStream {
  calls: ExpectedCall[];
  underWay?: ExpectedCall[];
  mayRing?: string[];
}

const FOLDER = join(import.meta.dirname, '../../../tests/fixtures/pbx/asterisk');

export function recordings(): { name: string; text: string; expected: ExpectedStream }[] {
  const { streams } = JSON.parse(readFileSync(join(FOLDER, 'expected.json'), 'utf8')) as {
    streams: Record<string, ExpectedStream>;
  };
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.jsonl'))
    .map((file) => {
      const name = file.replace('.jsonl', '');
      const expected = streams[name];
      if (!expected) throw new Error(`${name} is not in expected.json`);
      return { name, text: readFileSync(join(FOLDER, file), 'utf8'), expected };
    });
}

export const testPhone = createPhone(metadata, { homeCountry: 'DE', areaCode: '30' });

export function testOptions(more: Partial<v.InferInput<typeof options>> = {}): AsteriskOptions {
  return v.parse(options, { host: '127.0.0.1', user: 'relay', password: 'labsecret', ...more });
}

export function testConnection(): Parameters<typeof createAsteriskTranslator>[0] {
  const connection = { id: 'pbx', dialect: 'asterisk', secret: 's', enabled: true, options: {} };
  return { connection, phone: testPhone, markOurs: (party) => party };
}

export function testTranslator(more: Partial<v.InferInput<typeof options>> = {}): Translator {
  return createAsteriskTranslator(testConnection(), testOptions(more));
}

/** Calls by native id, as the relay would hold them. */
export interface TestLedger {
  record(events: readonly PbxEvent[]): void;
  calls(): Call[];
  open(): Call[];
}

export function createTestLedger(): TestLedger {
  const calls = new Map<string, TrackedCall>();
  const ledger: TestLedger = {
    record(events) {
      for (const event of events) {
        const applied = applyEvent(calls.get(event.callId), event, () => event.callId);
        calls.set(event.callId, applied.call);
      }
    },
    calls: () => [...calls.values()],
    open: () => ledger.calls().filter(({ state }) => state !== 'ended'),
  };
  return ledger;
}

/** A call in the words of `expected.json`. */
export function summary(call: Call): ExpectedCall {
  const { direction, from, to, queue, state, cause, missed } = call;
  return {
    direction,
    from: word(from),
    to: word(to),
    ...(queue?.name !== undefined && { queue: queue.name }),
    rang: call.everRang.map(word).sort(),
    talked: call.talkers.map(({ party }) => word(party)),
    ...(call.transfers && {
      transfers: call.transfers.map(
        ({ type, by, to: next }) => `${type} ${word(by)} ${word(next)}`,
      ),
    }),
    state,
    ...(cause && { cause }),
    missed,
  };
}

function word(party: Party | undefined): string {
  if (party?.withheld) return 'withheld';
  return party?.extension ?? party?.e164 ?? party?.raw ?? '';
}
