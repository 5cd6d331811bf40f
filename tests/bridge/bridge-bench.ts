/** The bridge of a whole agent side, over HTTP, with the stand-in Zammad behind it. For tests. */
import { onTestFinished } from 'vitest';
import { startSandbox } from '../../sandbox/sandbox.ts';
import { NO_BRIDGE, type BridgeConfig } from '../../relay/config-bridge.ts';
import { type RelayConfig } from '../../relay/config.ts';
import { loadConfig } from '../../relay/config-load.ts';
import {
  type Bench,
  type BenchOptions,
  startBench,
  temporaryFile,
} from '../../relay/hub/testing/bench.ts';
import { createAudit } from '../../relay/store/audit.ts';

/** JSON that a test looks into. */
export type Parsed = ReturnType<typeof JSON.parse>;

export interface BridgeAnswer {
  status: number;
  headers: Headers;
  text: string;
  /** Of the text; undefined when it is none. */
  json: Parsed;
}

export interface BridgeClient {
  get(path: string): Promise<BridgeAnswer>;
  post(path: string, body: unknown): Promise<BridgeAnswer>;
  put(path: string, body: unknown): Promise<BridgeAnswer>;
  delete(path: string): Promise<BridgeAnswer>;
}

export interface BridgeBench {
  bench: Bench;
  zammadUrl: string;
  /** A client written to the public framework's shape. `headers` replace or (undefined) leave out. */
  client(key?: string, headers?: Record<string, string | undefined>): BridgeClient;
  /** Zammad by its own interface, as a person would use it. */
  zammad(method: string, path: string, body?: unknown, token?: string): Promise<Parsed>;
  /** Faults of the sandbox, `ok` ends them. */
  fault(mode: string, more?: object): Promise<void>;
  settings(values: object): Promise<void>;
  /** What was sent to Zammad that changes something. */
  writes(): Promise<{ method: string; path: string; body: Parsed }[]>;
  asked(): Promise<{ method: string; path: string; body?: string }[]>;
  audit(): Promise<{ action: string; subject: string; actor: string; detail: Parsed }[]>;
  /** Kills the relay and starts another one on the same database. */
  restart(): Promise<void>;
}

export interface BridgeBenchOptions {
  flavour?: '5.5' | '6.5';
  crowdSize?: number;
  bridge?: Partial<BridgeConfig>;
  config?: Partial<RelayConfig>;
  tuning?: BenchOptions['tuning'];
}

export async function startBridge(options: BridgeBenchOptions = {}): Promise<BridgeBench> {
  const time: { now: () => number } = { now: () => 1_000_000_000_000 };
  const sandbox = await startSandbox({
    port: 0,
    flavour: options.flavour ?? '6.5',
    crowdSize: options.crowdSize ?? 0,
    clock: () => time.now(),
  });
  onTestFinished(() => sandbox.close());
  const { file, remove } = await temporaryFile();
  const config: RelayConfig = {
    ...loadConfig({}),
    zammad: { url: sandbox.url },
    ...options.config,
    bridge: { ...NO_BRIDGE, enabled: true, ...options.bridge },
  };
  let start = 1_000_000_000_000;
  const open = async () => {
    const made = await startBench({ file, config, tuning: options.tuning ?? {} });
    made.clock.advance(start - made.clock.now());
    time.now = made.clock.now;
    return made;
  };
  const all = { bench: await open() };
  onTestFinished(async () => {
    await all.bench.close();
    await remove();
  });
  const control = async (body: object) => {
    await fetch(`${sandbox.url}/sandbox/control`, { method: 'POST', body: JSON.stringify(body) });
  };
  const journal = async () =>
    (await (await fetch(`${sandbox.url}/sandbox/journal`)).json()) as {
      method: string;
      path: string;
      body?: string;
    }[];

  return {
    get bench() {
      return all.bench;
    },
    zammadUrl: sandbox.url,
    client(key = 'sandbox-ticket-only', more = {}) {
      const headers: Record<string, string | undefined> = {
        'x-provider-key': key,
        'x-provider-url': sandbox.url,
        'x-provider-locale': 'de-DE',
        'x-user-id': 'user-1',
        ...more,
      };
      const ask = async (method: string, path: string, body?: unknown): Promise<BridgeAnswer> => {
        const sent = Object.entries(headers).filter((pair): pair is [string, string] => !!pair[1]);
        const response = await fetch(`${all.bench.url}/bridge${path}`, {
          method,
          headers: { 'content-type': 'application/json', ...Object.fromEntries(sent) },
          ...(body !== undefined && {
            body: typeof body === 'string' ? body : JSON.stringify(body),
          }),
        });
        const text = await response.text();
        return { status: response.status, headers: response.headers, text, json: parsed(text) };
      };
      return {
        get: (path) => ask('GET', path),
        post: (path, body) => ask('POST', path, body),
        put: (path, body) => ask('PUT', path, body),
        delete: (path) => ask('DELETE', path),
      };
    },
    async zammad(method, path, body, token = 'sandbox-admin') {
      const response = await fetch(`${sandbox.url}/api/v1/${path}`, {
        method,
        headers: {
          authorization: `Token token=${token}`,
          'content-type': 'application/json',
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return response.json();
    },
    fault: (mode, more = {}) => control({ mode, ...more }),
    settings: (values) => control({ settings: values }),
    async writes() {
      return (await journal())
        .filter(({ method }) => method !== 'GET')
        .map(({ method, path, body }) => ({ method, path, body: parsed(body ?? '') }));
    },
    asked: journal,
    async audit() {
      return createAudit({ db: all.bench.database.db, now: Date.now }).list({ limit: 1000 });
    },
    async restart() {
      start = all.bench.clock.now();
      await all.bench.close();
      all.bench = await open();
    },
  };
}

function parsed(text: string): Parsed {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a client sends back of a contact it was told, with what it changed. */
export function sentBack(contact: Parsed, changes: object = {}): Parsed {
  const { name, firstName, lastName, email, organization, phoneNumbers } = contact;
  const numbers = phoneNumbers.map(({ label, phoneNumber }: Parsed) => ({ label, phoneNumber }));
  return { name, firstName, lastName, email, organization, phoneNumbers: numbers, ...changes };
}

/** A call as the app tells one. */
export function callEvent(more: object = {}) {
  return {
    id: 'call-1',
    startTime: Date.parse('2001-09-09T10:00:00Z'),
    endTime: Date.parse('2001-09-09T10:02:10Z'),
    direction: 'IN',
    participants: [
      { type: 'local', phoneNumber: '+4930555000' },
      { type: 'remote', phoneNumber: '+4930609854180' },
    ],
    note: 'Wants an offer',
    state: 'CONNECTED',
    ...more,
  };
}

/** Articles of a ticket, oldest first. */
export async function bodiesIn(bridge: BridgeBench, ticketId: number): Promise<string[]> {
  const articles = await bridge.zammad('GET', `ticket_articles/by_ticket/${ticketId}`);
  return (articles as { body: string }[]).map(({ body }) => body);
}
