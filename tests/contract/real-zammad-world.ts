/**
 * A real relay between test and real Zammad: everything that it tells is noted, and Zammad's
 * caller log can be laid beside our calls.
 *
 *   OFFHOOK_E2E_ZAMMAD_URL    its address
 *   OFFHOOK_E2E_CTI_URL       its CTI endpoint with the token
 *   OFFHOOK_E2E_TOKEN_AGENT1  a token with cti.agent
 *
 * Rows that a run leaves in the caller log stay there.
 */
import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { Call } from '../../lib/core/call.ts';
import type { ConnectionConfig } from '../../relay/config.ts';
import { openDatabase } from '../../relay/store/database.ts';
import { runOffhook } from '../../relay/testing/relay-process.ts';
import { tempFolder } from '../../relay/testing/temp-folder.ts';
import { storedCalls } from '../../relay/testing/test-relay.ts';
import { byDesign } from './caller-log-exceptions.ts';
import { byLateness } from './caller-log-lateness.ts';
import { differences, readCallerLog } from './caller-log.ts';
import { type Noted, startRecordingGateway } from './recording-gateway.ts';

export const ZAMMAD = process.env['OFFHOOK_E2E_ZAMMAD_URL']?.replace(/\/+$/, '') ?? '';
const CTI = process.env['OFFHOOK_E2E_CTI_URL'] ?? '';
export const TOKEN = process.env['OFFHOOK_E2E_TOKEN_AGENT1'] ?? '';
/** Without all of them there is nothing to test against. */
export const NO_ZAMMAD = !ZAMMAD || !CTI || !TOKEN;
export const MINUTE_MS = 60_000;
const QUIET_MS = 4_000;
const SECRET = 'real-zammad-test';

/** A difference between the two; `reason`: why it is none of ours. */
interface Unlike {
  call: Call;
  text: string;
  reason: string | undefined;
}

/** A world that is gone, and hung up, when the test is over. */
export async function openWorld() {
  const gateway = await startRecordingGateway(CTI);
  onTestFinished(async () => {
    await hangUp(gateway.noted);
    await gateway.close();
  });
  const folder = tempFolder();
  const databaseUrl = `sqlite:${folder}/offhook.db`;
  /** @param connections instead of one of the generic dialect */
  async function serve(connections: readonly ConnectionConfig[] = []) {
    const file = `${folder}/config.json`;
    writeFileSync(file, JSON.stringify({ version: 1, connections }));
    const relay = runOffhook(['serve'], {
      OFFHOOK_PORT: '0',
      OFFHOOK_DATABASE_URL: databaseUrl,
      ...(connections.length > 0 ? { OFFHOOK_CONFIG: file } : { OFFHOOK_CTI_TOKEN: SECRET }),
      OFFHOOK_AREA_CODE: '30',
      OFFHOOK_ZAMMAD_CTI_URL: gateway.url,
    });
    const out = await relay.printed('offhook ready ');
    const address = /^offhook ready (http:\S+)$/m.exec(out)?.[1] ?? '';
    const push = (body: string, contentType = 'application/x-www-form-urlencoded') =>
      fetch(`${address}/api/v1/cti/${SECRET}`, {
        method: 'POST',
        headers: { 'content-type': contentType },
        body,
      });
    return { relay, push, address };
  }
  /** Waits until nothing waits to be told. */
  async function settled(): Promise<void> {
    const { db, close } = await openDatabase(databaseUrl);
    try {
      for (;;) {
        const row = await db
          .selectFrom('forwards')
          .select('id')
          .where('state', 'is', null)
          .limit(1)
          .executeTakeFirst();
        if (!row) return;
        await pause(50);
      }
    } finally {
      await close();
    }
  }
  /** Waits until the calls stay as they are: what a telephone system tells comes when it comes. */
  async function quiet(): Promise<void> {
    let before = '';
    for (;;) {
      const now = JSON.stringify(await storedCalls(databaseUrl));
      if (now === before) return;
      before = now;
      await pause(QUIET_MS);
    }
  }
  /** What Zammad's caller log, of which the newest 60 are shown, says otherwise than we do. */
  async function unlike(calls: readonly Call[]): Promise<Unlike[]> {
    const { rows } = await readCallerLog(ZAMMAD, TOKEN);
    return calls.flatMap((call) =>
      differences(call, rows.get(call.id)).map((text) => {
        const reason = byDesign(call, text) ?? byLateness(call, text, gateway.noted);
        return { call, text, reason };
      }),
    );
  }
  return {
    gateway,
    serve,
    settled,
    quiet,
    unlike,
    /** The same in words, whatever the reason. */
    compare: async (calls: readonly Call[]) =>
      (await unlike(calls)).map(({ call, text }) => `${call.nativeId}: ${text}`),
    calls: () => storedCalls(databaseUrl),
    told: async () => {
      const heard = new Set(gateway.noted.map(({ callId }) => callId));
      return (await storedCalls(databaseUrl)).filter(({ id }) => heard.has(id));
    },
    errors: () =>
      gateway.noted
        .filter(({ status }) => status !== 200)
        .map(({ event, status, answer, fields }) => `${event} ${status} ${answer} ${fields}`),
  };
}

/** Ends at Zammad what a test left ringing there. */
async function hangUp(noted: readonly Noted[]): Promise<void> {
  const ended = new Set(noted.filter(({ event }) => event === 'hangup').map((one) => one.callId));
  const open = new Map(
    noted.map(({ callId, fields }) => [callId, fields.get('direction') ?? 'in']),
  );
  for (const [callId, direction] of open) {
    if (ended.has(callId)) continue;
    const body = new URLSearchParams({ event: 'hangup', callId, direction, cause: 'cancel' });
    await fetch(CTI, { method: 'POST', body });
  }
}
