/** One connection to NFON's CTI API: login, stream, and a new token when the old one ran out. */
import type { PbxEvent } from '../../../lib/core/call.ts';
import { type LinkContext, LinkError } from '../dialect.ts';
import { httpError } from '../http-request.ts';
import { createEventStreamReader } from './event-stream.ts';
import { headers, login, type NfonAccess, type NfonTokens, refresh } from './login.ts';
import type { NfonTranslator } from './translator.ts';

/** A stream that ends sooner was not ended by the age of its token. */
const SHORT_MS = 10_000;
const OPEN_TIMEOUT_MS = 15_000;

/**
 * @param lapse times, for tests: shortest life of a stream after which the next one is opened at once
 */
export async function nfonSession(
  link: LinkContext,
  deps: { access: NfonAccess; translator: NfonTranslator; next: () => number },
  lapse = SHORT_MS,
): Promise<void> {
  const { access, translator, next } = deps;
  let tokens = await login(access, link.signal);
  translator.adopt(await link.openCalls());

  async function renew(): Promise<NfonTokens> {
    const renewed =
      tokens.refresh === undefined ? undefined : await refresh(access, tokens.refresh, link.signal);
    return renewed ?? login(access, link.signal);
  }

  for (let first = true; !link.signal.aborted; first = false) {
    let opened = await open(access, tokens, link.signal);
    if (opened.status === 401) {
      tokens = await renew();
      opened = await open(access, tokens, link.signal);
    }
    check(opened);
    await link.ready();
    const openedAt = performance.now();
    await listen(opened, link, (data) => {
      const events = translator.events(data, next());
      return events.length > 0 ? { events, raw: data } : undefined;
    });
    if (link.signal.aborted) return;
    // NFON closes streams whose token has run out; nothing is repeated, so every moment counts.
    if (performance.now() - openedAt < lapse) {
      throw new LinkError(
        first ? 'NFON closed the stream at once' : 'NFON closes the stream again and again',
      );
    }
    tokens = await renew();
  }
}

function check({ status, headers: given }: Response): void {
  if (status === 401 || status === 403) {
    throw new LinkError('NFON does not give this user the calls of the account', true);
  }
  if (status !== 200) throw new LinkError(`NFON answered with status ${status}`);
  if (!given.get('content-type')?.startsWith('text/event-stream')) {
    throw new LinkError('what answers there is no event stream; check the address');
  }
}

async function open(
  access: NfonAccess,
  tokens: NfonTokens,
  signal: AbortSignal,
): Promise<Response> {
  const opening = new AbortController();
  const timer = setTimeout(() => opening.abort(), OPEN_TIMEOUT_MS);
  try {
    return await fetch(`${access.url}/extensions/phone/calls`, {
      headers: {
        ...headers(access),
        accept: 'text/event-stream',
        authorization: `Bearer ${tokens.access}`,
      },
      redirect: 'error',
      signal: AbortSignal.any([signal, opening.signal]),
    });
  } catch (error) {
    throw httpError(error, signal);
  } finally {
    clearTimeout(timer);
  }
}

/** Until the stream ends; how it ended makes no difference, the next one begins the same way. */
async function listen(
  { body }: Response,
  link: LinkContext,
  read: (data: string) => { events: PbxEvent[]; raw: string } | undefined,
): Promise<void> {
  const cut = createEventStreamReader();
  const chunks = (body as unknown as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  for (;;) {
    const chunk = await chunks.next().catch(() => ({ done: true as const, value: undefined }));
    if (chunk.done) return;
    await Promise.all(
      cut(chunk.value).map(async (data) => {
        const told = read(data);
        if (told) await link.emit(told.events, told.raw);
      }),
    );
  }
}
