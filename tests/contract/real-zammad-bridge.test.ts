/**
 * The bridge in front of a real Zammad, with a client of the public framework's shape.
 *
 *   OFFHOOK_E2E_ZAMMAD_URL    its address
 *   OFFHOOK_E2E_TOKEN_AGENT1  a token with ticket.agent
 *
 * Without them the test is skipped. The person it makes is switched off in the end; their ticket stays.
 */
import { expect, it } from 'vitest';
import { type Parsed } from '../bridge/bridge-bench.ts';
import { createZammad } from '../../lib/zammad/zammad.ts';
import { createAgentSide } from '../../relay/agent-side.ts';
import { NO_BRIDGE } from '../../relay/config-bridge.ts';
import { loadConfig } from '../../relay/config-load.ts';
import { startRelay } from '../../relay/start-relay.ts';
import { createLog } from '../../relay/telemetry/log.ts';
import { temporaryFile } from '../../relay/hub/testing/bench.ts';

const ZAMMAD = process.env['OFFHOOK_E2E_ZAMMAD_URL'] ?? '';
const TOKEN = process.env['OFFHOOK_E2E_TOKEN_AGENT1'] ?? '';

it.skipIf(ZAMMAD === '' || TOKEN === '')(
  'BR1: a real Zammad through the bridge: contacts, notes, follow-ups',
  { timeout: 120_000 },
  async () => {
    const { file, remove } = await temporaryFile();
    const relay = await startRelay({
      config: {
        ...loadConfig({ OFFHOOK_PORT: '0', OFFHOOK_DATABASE_URL: `sqlite:${file}` }),
        zammad: { url: ZAMMAD },
        bridge: { ...NO_BRIDGE, enabled: true },
      },
      createAgentSide,
      log: createLog('silent'),
    });
    const times: Record<string, number> = {};
    const ask = async (method: string, path: string, body?: unknown): Promise<Parsed> => {
      const startedAt = performance.now();
      const response = await fetch(`${relay.url}/bridge${path}`, {
        method,
        headers: {
          'content-type': 'application/json',
          'x-provider-key': TOKEN,
          'x-provider-url': `${ZAMMAD}/`,
          'x-provider-locale': 'de-DE',
          'x-user-id': 'real-test',
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      times[`${method} ${path.replace(/\d{2,}(-\d+)?/g, 'ID')}`] ??= Math.round(
        performance.now() - startedAt,
      );
      expect([method, path, response.status, response.status === 200 ? '' : text]).toEqual([
        method,
        path,
        200,
        '',
      ]);
      return text.startsWith('[') || text.startsWith('{') || text === 'null'
        ? JSON.parse(text)
        : text;
    };
    const zammad = createZammad({ url: ZAMMAD, token: TOKEN });
    const made = String(Date.now());
    const number = `+49 30 7${made.slice(-7)}`;
    const plain = number.replace(/ /g, '');
    try {
      expect(await ask('GET', '/validate-token')).toBe('OK');
      const before = await ask('GET', '/contacts');
      expect(before.length).toBeGreaterThan(1);

      const contact = await ask('POST', '/contacts', {
        firstName: 'Brunhild',
        lastName: `Brücke${made}`,
        organization: 'Brücken Probe GmbH',
        phoneNumbers: [{ label: 'WORK', phoneNumber: plain }],
      });
      expect(contact).toMatchObject({ organization: 'Brücken Probe GmbH' });
      const id = Number(contact.id);
      expect((await zammad.user(id)).roleIds).toEqual([3]);

      await zammad.updateUser(id, { numbers: { mobile: '0170 5550001' } });
      const changed = await ask('PUT', `/contacts/${id}`, {
        ...contact,
        lastName: `Brückner${made}`,
      });
      expect(changed.lastName).toBe(`Brückner${made}`);
      expect(await zammad.user(id)).toMatchObject({
        lastname: `Brückner${made}`,
        mobile: '0170 5550001',
        phone: number,
      });

      const event = {
        id: `real-${made}`,
        startTime: Date.now() - 60_000,
        endTime: Date.now(),
        direction: 'IN',
        participants: [{ type: 'remote', phoneNumber: plain }],
        note: 'First words',
        state: 'CONNECTED',
      };
      const note = await ask('PUT', '/call-log/phoneNumber', event);
      expect(await ask('PUT', '/call-log/phoneNumber', event)).toEqual(note);
      const bodies = async () => (await zammad.articles(Number(note.id))).map(({ body }) => body);
      expect(await bodies()).toEqual([expect.stringContaining('First words')]);
      const entities = await ask('GET', `/contacts/${id}/entities`);
      expect(entities.map((entity: Parsed) => entity.id)).toEqual([note.id]);
      const next = { ...event, note: 'Second words', integrationEntities: [note] };
      expect(await ask('PUT', '/call-log', next)).toEqual([note]);
      expect(await bodies()).toEqual([expect.stringContaining('Second words')]);
      await ask('PUT', `/events/calls/${note.logId}`, { ...event, note: 'Third words' });
      expect(await bodies()).toEqual([expect.stringContaining('Third words')]);

      const dueAt = Math.ceil(Date.now() / 60_000) * 60_000 + 86_400_000;
      const { followUpId } = await ask('POST', '/tasks', {
        title: 'Call back',
        content: 'As promised',
        dueAt,
        type: 'call',
        integrationEntities: [contact, note].map(({ id: each }, index) => ({
          id: each,
          type: index === 0 ? 'contacts' : 'companies',
          source: 'zammad',
        })),
      });
      const ticket = await zammad.ticket(Number(followUpId));
      expect([ticket.stateType, ticket.pendingAt]).toEqual(['pending reminder', dueAt]);
      expect(await ask('GET', `/tasks/${followUpId}`)).toMatchObject({
        content: 'Call back (Anruf)\n\nAs promised',
        dueAt: new Date(dueAt).toISOString(),
      });

      await ask('DELETE', `/contacts/${id}`);
      expect((await zammad.user(id)).active).toBe(false);
      process.stdout.write(`${before.length} contacts; ms: ${JSON.stringify(times)}\n`);
    } finally {
      await relay.close();
      await remove();
    }
  },
);
