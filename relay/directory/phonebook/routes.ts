/**
 * `/phonebook/:format/:token`: the directory for desk phones. Rules PB1–PB12 of `SPEC-phonebook.md`.
 * The address holds a secret: it is never logged.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import type { Phone } from '../../../lib/core/phone.ts';
import type { Attempts } from '../../agents/attempts.ts';
import type { Log } from '../../agents/log.ts';
import { clientAddress } from '../../api/client-address.ts';
import type { Clock } from '../../hub/clock.ts';
import type { PhonebookConfig } from '../../config-phonebook.ts';
import { createBookEntry } from './book-entry.ts';
import { PLACES, readBookRequest } from './book-request.ts';
import { bookStream } from './book-stream.ts';
import { createBooks } from './books.ts';
import { createDialled } from './dialled-number.ts';
import { FORMAT_NAMES, findFormat, kindOfFile } from './formats.ts';
import { type BookPeople, createSortedPeople } from './sorted-people.ts';
import { chooseView } from './view.ts';
import { languageOf, wordsOf } from './words.ts';

type Env = { Bindings: Partial<HttpBindings> };

export function createPhonebookRoutes(deps: {
  config: PhonebookConfig;
  homeCountry: string;
  trustProxy: boolean;
  people: BookPeople;
  phone: Phone;
  attempts: Attempts;
  clock: Pick<Clock, 'now'>;
  /** Address under which telephones reach us, without trailing slash. */
  publicUrl(header: (name: string) => string | undefined): string;
  log: Log;
}): Hono {
  const { config, homeCountry, phone, attempts, log } = deps;
  const language = config.language?.toLowerCase() ?? languageOf(homeCountry);
  const words = wordsOf(language);
  const open = createBooks({
    people: deps.people,
    sorted: createSortedPeople({ people: deps.people, language, clock: deps.clock }),
    language,
  });
  const secret = config.secret === undefined ? undefined : sha256(config.secret);
  const routes = new Hono<Env>();

  function refuse(c: Context<Env>, status: 401 | 404 | 422 | 429, message: string) {
    log.warn({ status }, 'phone book refused');
    return c.json({ error: message }, status);
  }

  async function serve(c: Context<Env>): Promise<Response> {
    const { format: name = '', token = '', file = '' } = c.req.param() as Record<string, string>;
    if (!secret || !timingSafeEqual(secret, sha256(token))) {
      return attempts.failed(clientAddress(c.env?.incoming, deps.trustProxy))
        ? refuse(c, 429, 'Too many wrong secrets. Wait a minute, then try again.')
        : refuse(c, 401, 'No phone book has this secret.');
    }
    const { searchParams } = new URL(c.req.url);
    const asked = readBookRequest(searchParams, config);
    if (typeof asked === 'string') return refuse(c, 422, asked);
    const request = { ...asked, kind: asked.kind ?? kindOfFile(name, file) };
    const format = findFormat(name, request);
    if (!format) {
      return refuse(c, 404, `There is no such phone book; known are ${FORMAT_NAMES.join(', ')}.`);
    }
    const path = [name, token, ...(file === '' ? [] : [file])].map(encodeURIComponent).join('/');
    const own = new URL(`${deps.publicUrl((key) => c.req.header(key))}/phonebook/${path}`);
    for (const [key, value] of searchParams) {
      if (!PLACES.some((place) => place === key)) own.searchParams.append(key, value);
    }
    const link = (place: Record<string, string>) => {
      const url = new URL(own);
      for (const [key, value] of Object.entries(place)) url.searchParams.set(key, value);
      return url.href;
    };

    const book = await open(request);
    const etag = `"${digest(`${book.revision} ${own.href} ${searchParams.toString()}`)}"`;
    const headers = {
      'content-type': format.contentType,
      'cache-control': 'private, no-cache',
      etag,
      ...(format.fileName && {
        'content-disposition': `attachment; filename="${format.fileName}"`,
      }),
    };
    if (isKnown(c.req.header('if-none-match'), etag)) return c.body(null, 304, { etag });
    const most = request.max ?? format.most;
    const view = await chooseView({ book, request, format, words, most, link });
    log.info({ format: name, view: view.kind, people: book.ids.length }, 'phone book');
    if (view.kind === 'menu')
      return c.body(format.menu?.(view.title, view.items) ?? '', 200, headers);
    if (view.kind === 'prompt') {
      return c.body(format.prompt?.(view.title, words.question, own) ?? '', 200, headers);
    }
    const { title, ids, leftOut } = view;
    const counted = {
      ...headers,
      'offhook-entries': String(ids.length),
      'offhook-left-out': String(leftOut),
    };
    if (ids.length === 0 && format.nothing) {
      return c.body(format.nothing(title, words.nothing), 200, counted);
    }
    const entry = createBookEntry(
      request,
      format,
      createDialled(phone, { ...request, homeCountry }),
    );
    const write = (id: number) => {
      const person = book.read(id);
      return person ? format.entry(entry(person)) : '';
    };
    return c.body(bookStream(format.head(title), ids, write, format.foot), 200, counted);
  }

  // Snom's remote directory is fetched by POST.
  routes.on(
    ['GET', 'POST'],
    ['/phonebook/:format/:token', '/phonebook/:format/:token/:file{[\\w.-]*}'],
    serve,
  );
  return routes as unknown as Hono;
}

/** `If-None-Match` names this version. */
function isKnown(header: string | undefined, etag: string): boolean {
  return (header ?? '').split(',').some((one) => {
    const tag = one.trim().replace(/^W\//, '');
    return tag === etag || tag === '*';
  });
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function digest(text: string): string {
  return sha256(text).toString('base64url').slice(0, 22);
}
