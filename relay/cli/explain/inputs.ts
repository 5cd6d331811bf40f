/** A recording, taken apart into what the dialect would have received. */
import type { PbxEvent } from '../../../lib/core/call.ts';
import type { PushRequest } from '../../pbx/dialect.ts';
import type { LiveConnection } from '../../pbx/routes.ts';
import { CommandError } from '../problems.ts';
import { bareRequest, readRequests, type RecordedRequest } from '../recording.ts';

export type Input = { label: string; shown: string; request: PushRequest } & (
  { ok: true; events: PbxEvent[] } | { ok: false; status: number; reason: string }
);

const USUAL_PAUSE_MS = 1_000;

/** @throws CommandError when the dialect cannot read recordings of this kind */
export async function* readInputs(
  live: LiveConnection,
  text: string,
  startAt: number,
  /** Address of the relay: signatures are made over it. */
  publicUrl = 'https://relay.example',
): AsyncGenerator<Input> {
  const { dialect, definition } = live;
  const requests = readRequests(text);
  if (dialect.replay && !requests) {
    const events = dialect.replay(text);
    const request = toRequest(bareRequest(''), live, publicUrl);
    if (events.length === 0) yield { label: 'stream', shown: '', request, ok: true, events };
    for (const [index, event] of events.entries()) {
      yield { label: `event ${index + 1}`, shown: '', request, ok: true, events: [event] };
    }
    return;
  }
  if (!dialect.receive) {
    throw new CommandError(
      `The relay connects to ${definition.name} by itself; recorded streams of it cannot be explained.`,
    );
  }
  let at = startAt;
  for (const [index, recorded] of (requests ?? [bareRequest(text)]).entries()) {
    at += recorded.afterMs ?? (index === 0 ? 0 : USUAL_PAUSE_MS);
    const request = toRequest(recorded, live, publicUrl);
    const received = await dialect.receive(request, at);
    const shown = [recorded.query && `?${recorded.query}`, recorded.body].filter(Boolean).join(' ');
    yield { label: `request ${index + 1}`, shown, request, ...received };
  }
}

function toRequest(
  recorded: RecordedRequest,
  { config }: LiveConnection,
  publicUrl: string,
): PushRequest {
  const { method, rest, query, contentType, headers, body } = recorded;
  const lower = new Map(Object.entries(headers).map(([name, text]) => [name.toLowerCase(), text]));
  const path = `/pbx/${config.id}/${config.secret}${rest}`;
  return {
    method,
    rest,
    url: `${publicUrl}${path}${query ? `?${query}` : ''}`,
    query: new URLSearchParams(query),
    header: (name) => lower.get(name.toLowerCase()),
    contentType: contentType ?? lower.get('content-type'),
    body: new TextEncoder().encode(body),
  };
}
