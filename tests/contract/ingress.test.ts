import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { defaultSettings, recordedCtiConfig } from '../../sandbox/world/settings.ts';
import { ROW_NOT_RECORDED } from './exceptions.ts';
import { type Exchange, recording, VERSIONS } from './recording.ts';
import { createTranslator } from './translate.ts';

const DRIVERS = ['generic', 'sipgate', 'placetel'] as const;

describe.each(VERSIONS)('the CTI endpoints answer as Zammad %s did', (version) => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, flavour: version });
  });
  afterAll(() => sandbox.close());

  for (const driver of DRIVERS) {
    for (const exchange of recording(version, `ingress-${driver}`)) {
      it(`${driver} ${exchange.n} ${exchange.name}`, async () => {
        await configure(sandbox.url, driver, exchange);
        const { path, ...init } = createTranslator().request(exchange);
        if (exchange.name === 'multipart') init.body = multipart();
        const response = await fetch(sandbox.url + path, init);
        expect(response.status).toBe(exchange.response.status);
        const type = (text: string | null | undefined) => (text ?? '').split(';')[0];
        expect(type(response.headers.get('content-type'))).toBe(
          type(exchange.response.headers['content-type']),
        );
        const text = await response.text();
        if (type(exchange.response.headers['content-type']) !== 'text/html') {
          const recorded = exchange.response.json ?? exchange.response.body ?? '';
          const ours: unknown = typeof recorded === 'string' ? text : JSON.parse(text);
          expect(normalised(ours, sandbox.url)).toEqual(normalised(recorded, sandbox.url));
        }
        await checkRow(sandbox.url, exchange, init.body);
      });
    }
  }
});

/** Under which settings the exchange was recorded, told by its name. */
async function configure(url: string, driver: (typeof DRIVERS)[number], { name, n }: Exchange) {
  const { drivers } = defaultSettings();
  const key = driver === 'generic' ? 'cti' : driver;
  if (name.startsWith('integration off') || name.endsWith('integration off')) {
    drivers[key].enabled = false;
  }
  if (name.endsWith('config empty')) drivers[key].config = null;
  if (driver === 'generic' && n >= 37 && n <= 40) {
    drivers.cti.config = {
      ...recordedCtiConfig(),
      outbound: { routing_table: [], default_caller_id: '' },
    };
  }
  const sipgate_alternative_fqdn = name.endsWith('alternative fqdn')
    ? 'external.host.example.com'
    : '';
  await fetch(`${url}/sandbox/control`, {
    method: 'POST',
    body: JSON.stringify({ settings: { drivers, sipgate_alternative_fqdn } }),
  });
}

/** The recorded body is lost; its fields are known from the row it made. */
function multipart(): FormData {
  const form = new FormData();
  const fields = {
    event: 'newCall',
    callId: 'multipart-1',
    direction: 'in',
    from: '4930609854180',
    to: '4930600000000',
  };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

function normalised(value: unknown, url: string): unknown {
  const text = JSON.stringify(value)
    .replace(/Error ID [\w-]+:/, 'Error ID …:')
    .replaceAll(url, 'https://zammad.example')
    .replaceAll('TOKEN-SIPGATE', 'sandbox-sipgate')
    .replaceAll('TOKEN-PLACETEL', 'sandbox-placetel')
    .replaceAll('TOKEN-CTI', 'sandbox-cti');
  return JSON.parse(text);
}

async function checkRow(url: string, exchange: Exchange, body: BodyInit | undefined) {
  if (exchange.name in ROW_NOT_RECORDED || exchange.log_row === undefined) return;
  const response = await fetch(`${url}/api/v1/cti/log`, {
    headers: { authorization: 'Token token=sandbox-agent1' },
  });
  const { list } = (await response.json()) as { list: Record<string, unknown>[] };
  const row = list.find((candidate) => candidate['call_id'] === callIdOf(exchange, body));
  if (exchange.log_row === null) {
    expect(row).toBeUndefined();
    return;
  }
  const preferences = row?.['preferences'] as Record<string, unknown>;
  const { id: _, w, t, ...wanted } = exchange.log_row;
  expect({
    ...Object.fromEntries(Object.keys(wanted).map((key) => [key, row?.[key]])),
    start_set: row?.['start_at'] !== null,
    end_set: row?.['end_at'] !== null,
    pref_from: 'from' in preferences,
    pref_to: 'to' in preferences,
  }).toEqual(wanted);
  expect(row?.['duration_waiting_time'] === null).toBe(w === null);
  expect(row?.['duration_talking_time'] === null).toBe(t === null);
}

function callIdOf({ request }: Exchange, body: BodyInit | undefined): unknown {
  if (body instanceof FormData) return body.get('callId');
  const form = request.form ?? (typeof request.body === 'string' ? request.body : undefined);
  const query = new URLSearchParams(form ?? request.path.split('?')[1] ?? '');
  const json = (request.json ?? {}) as Record<string, unknown>;
  return query.get('callId') ?? query.get('call_id') ?? json['callId'] ?? json['call_id'];
}
