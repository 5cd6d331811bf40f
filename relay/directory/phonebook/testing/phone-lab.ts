/** Phone books over real HTTP, from people that a test makes up. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import metadata from 'libphonenumber-js/metadata.max.json' with { type: 'json' };
import { onTestFinished } from 'vitest';
import type { Match } from '../../../../lib/core/agent-call.ts';
import { createPhone } from '../../../../lib/core/phone.ts';
import type { RelayConfig } from '../../../config.ts';
import { NO_PHONEBOOK, type PhonebookConfig } from '../../../config-phonebook.ts';
import { createManualClock, type ManualClock } from '../../../hub/testing/manual-clock.ts';
import { testConfig } from '../../../testing/test-relay.ts';
import type { DirectoryPerson } from '../../person.ts';
import { createPhoneSide } from '../phone-side.ts';

export const SECRET = 'book-secret';
export const phone = createPhone(metadata as never, { homeCountry: 'DE', areaCode: '30' });

export interface PhoneLab {
  url: string;
  /** The directory; after a change of it call `changed`. */
  people: DirectoryPerson[];
  changed(): void;
  matches: Map<string, Match[]>;
  clock: ManualClock;
  logged(): string;
  /** `yealink?page=2`: a path below `/phonebook` with the secret put in. */
  book(format: string, query?: string, init?: RequestInit): Promise<Response>;
}

export function person(id: number, more: Partial<DirectoryPerson> = {}): DirectoryPerson {
  return {
    id,
    name: `Person ${id}`,
    vip: false,
    updatedAt: Date.UTC(2026, 0, 1) + id * 1000,
    numbers: [{ digits: `4930${20_000_000 + id}`, field: 'phone' }],
    ...more,
  };
}

export async function startPhoneLab(
  people: DirectoryPerson[] = [],
  phonebook: Partial<PhonebookConfig> = {},
  changes: Partial<RelayConfig> = {},
): Promise<PhoneLab> {
  const lines: string[] = [];
  const note = (fields: object, message: string) =>
    void lines.push(JSON.stringify({ ...fields, message }));
  let tell = () => {};
  let byId = new Map<number, DirectoryPerson>();
  const lab: PhoneLab = {
    url: '',
    people,
    changed() {
      byId = new Map(lab.people.map((one) => [one.id, one]));
      tell();
    },
    matches: new Map(),
    clock: createManualClock(),
    logged: () => lines.join('\n'),
    book: (format, query = '', init = {}) =>
      fetch(`${lab.url}/phonebook/${format}/${SECRET}${query}`, init),
  };
  const config = testConfig({
    phonebook: { ...NO_PHONEBOOK, secret: SECRET, ...phonebook },
    ...changes,
  });
  const connections = [
    { config: { id: 'main', enabled: true, secret: 'main-secret' }, phone },
    { config: { id: 'off', enabled: false, secret: 'off-secret' }, phone },
  ];
  const app = createPhoneSide({
    people: {
      lookup: (digits) => lab.matches.get(digits) ?? [],
      all: () => byId.values(),
      get: (id) => byId.get(id),
      size: () => byId.size,
      onChanged: (listener) => (tell = listener),
    },
    config,
    findConnection: (secret) => connections.find((one) => one.config.secret === secret),
    phone,
    publicUrl: () => config.publicUrl ?? lab.url,
    log: { info: note, warn: note, error: note },
    clock: lab.clock,
  });
  lab.changed();
  const listener = getRequestListener(app.fetch);
  const server = createServer((request, response) => void listener(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  lab.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return lab;
}
