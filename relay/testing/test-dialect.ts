/** One dialect at work, without a relay around it: for tests that send it input. */
import metadata from 'libphonenumber-js/max/metadata';
import * as v from 'valibot';
import { createPhone, type PhoneOptions } from '../../lib/core/phone.ts';
import type { PbxEvent } from '../../lib/core/call.ts';
import type { RelayConfig } from '../config.ts';
import type { Dialect, DialectDefinition, PushRequest, Received } from '../pbx/dialect.ts';
import { createMarkOurs } from '../pbx/our-side.ts';

export interface TestDialect extends Dialect {
  /** False for a dialect that only connects; its `receive` then rejects. */
  takesPushes: boolean;
  receive(request: PushRequest, at: number): Promise<Received>;
  /** Posts a form by default; the events it makes of it. @throws what it refuses, with the reason */
  events(body: string | Uint8Array, about?: Partial<PushRequest>, at?: number): Promise<PbxEvent[]>;
}

/** A push with defaults: POST, form, `http://relay.example/pbx/main/secret`. */
export function testRequest(
  body: string | Uint8Array,
  about: Partial<PushRequest> & { headers?: Record<string, string> } = {},
): PushRequest {
  const headers = about.headers ?? {};
  return {
    method: 'POST',
    rest: '',
    url: 'http://relay.example/pbx/main/secret',
    query: new URLSearchParams(),
    header: (name) => headers[name.toLowerCase()],
    contentType: 'application/x-www-form-urlencoded',
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
    ...about,
  };
}

export function testDialect(
  definition: DialectDefinition,
  about: {
    options?: unknown;
    phone?: Partial<PhoneOptions>;
    ours?: Partial<Pick<RelayConfig, 'agents' | 'queues' | 'lines'>>;
    publicUrl?: string;
    clock?: () => number;
  } = {},
): TestDialect {
  const phone = createPhone(metadata, { homeCountry: 'DE', areaCode: '30', ...about.phone });
  const options = v.parse(definition.options, about.options ?? {});
  const connection = {
    id: 'main',
    dialect: definition.id,
    secret: 'secret',
    enabled: true,
    options: (about.options ?? {}) as Record<string, unknown>,
  };
  const dialect = definition.create(
    {
      connection,
      phone,
      markOurs: createMarkOurs({ agents: [], queues: [], lines: [], ...about.ours }, phone),
      publicUrl: () => about.publicUrl ?? 'https://relay.example',
      clock: about.clock ?? (() => 1000),
    },
    options,
  );
  const receive: Dialect['receive'] =
    dialect.receive?.bind(dialect) ??
    (() => Promise.reject(new Error(`${definition.id} takes no pushes`)));
  return {
    ...dialect,
    takesPushes: dialect.receive !== undefined,
    receive,
    async events(body, request, at = 1000) {
      const received = await receive(testRequest(body, request), at);
      if (!received.ok) throw new Error(`${received.status}: ${received.reason}`);
      return received.events;
    },
  };
}
