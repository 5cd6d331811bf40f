import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { HEADER_IGNORED, NOT_REPLAYED, SHAPE_IGNORED } from './exceptions.ts';
import { namedFields } from './named-fields.ts';
import { type Exchange, recording, VERSIONS } from './recording.ts';
import { differences } from './shape.ts';
import { createTranslator } from './translate.ts';

/** `agent-api`: what the card needs. `workspace-api`: people, tags, follow-ups, time, taking back. */
const FILES = ['agent-api', 'workspace-api'] as const;
const RECORDINGS = VERSIONS.flatMap((version) => FILES.map((file) => [version, file] as const));

describe.each(RECORDINGS)('the sandbox answers agents as Zammad %s did, %s', (version, file) => {
  let sandbox: Sandbox;
  const translator = createTranslator();
  const exchanges = recording(version, file);

  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, flavour: version });
    await asAdmin('PUT', '/api/v1/users/4', { firstname: 'Agent1', lastname: 'Tester' });
    await asAdmin('PUT', '/api/v1/tickets/1', { title: 'Welcome to Zammad!' });
    // The recorded Ida wrote her number without "(0)" and hyphen.
    await asAdmin('PUT', '/api/v1/users/9', { phone: '+49 30 609854180' });
  });
  afterAll(() => sandbox.close());

  async function asAdmin(method: string, path: string, body: unknown) {
    await fetch(sandbox.url + path, {
      method,
      headers: { authorization: 'Token token=sandbox-admin', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  /** Time accounting was switched on for these exchanges. */
  const timeOn = (exchange: Exchange) =>
    exchange.name.startsWith('time on') ||
    exchange.name.includes('time_unit on') ||
    (exchange.name.includes('time_accountings') && !exchange.name.startsWith('time off'));

  for (const exchange of exchanges.filter(({ name }) => !(name in NOT_REPLAYED))) {
    it(`${exchange.n} ${exchange.name}`, async () => {
      await fetch(`${sandbox.url}/sandbox/control`, {
        method: 'POST',
        body: JSON.stringify({ settings: { time_accounting: timeOn(exchange) } }),
      });
      if (exchange.name.includes('duplicate key')) {
        // The open tab of the page had made the row; it is changed later as number 17.
        const { path, ...init } = translator.request(exchange);
        translator.know('taskbar', 17, await (await fetch(sandbox.url + path, init)).json());
      }
      const { path, ...init } = translator.request(exchange);
      const response = await fetch(sandbox.url + path, init);
      const text = await response.text();
      const ours: unknown = text === '' ? '' : JSON.parse(text);
      translator.learn(exchange, ours);

      expect(response.status).toBe(exchange.response.status);
      const recorded = exchange.response.json ?? exchange.response.body;
      expect(namedFields(ours)).toEqual(namedFields(translator.answer(recorded)));
      if (!(exchange.name in SHAPE_IGNORED)) expect(differences(recorded, ours)).toEqual([]);
      for (const header of [
        'access-control-allow-origin',
        'access-control-allow-headers',
        'cache-control',
        'x-frame-options',
        'x-failure',
      ]) {
        if (header in (HEADER_IGNORED[exchange.name] ?? {})) continue;
        expect([header, response.headers.get(header)]).toEqual([
          header,
          exchange.response.headers[header] ?? null,
        ]);
      }
    });
  }
});
