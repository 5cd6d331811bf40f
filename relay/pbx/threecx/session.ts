/** One connection to 3CX: the socket of news first, then the state, then the news since. */
import { WebSocket } from 'ws';
import type { PbxEvent } from '../../../lib/core/call.ts';
import { type DialectContext, type LinkContext, LinkError } from '../dialect.ts';
import { staleRings } from '../stale-rings.ts';
import { NO_API, type ThreecxClient } from './client.ts';
import { createEntityQueue } from './entity-queue.ts';
import { openNews, readNews } from './news-socket.ts';
import { readEntity, readParticipant } from './participant.ts';
import { createThreecxTranslator } from './translator.ts';

export interface ThreecxTimes {
  /** A call without participants is over after this; queues ring in rounds, with gaps. */
  graceMs: number;
  pingMs: number;
}

/** More news before the first snapshot than any 3CX has. */
const MAX_EARLY = 2_000;
const TIMES: ThreecxTimes = { graceMs: 2_500, pingMs: 30_000 };

export async function threecxSession(
  link: LinkContext,
  deps: {
    context: Pick<DialectContext, 'connection' | 'phone' | 'markOurs'>;
    client: ThreecxClient;
    url: string;
    queues: ReadonlySet<string>;
    next: () => number;
  },
  { graceMs, pingMs }: ThreecxTimes = TIMES,
): Promise<void> {
  const { client, next } = deps;
  const translator = createThreecxTranslator(deps.context, deps.queues);
  const ending = new AbortController();
  const signal = AbortSignal.any([link.signal, ending.signal]);
  const socket = await openNews(deps.url, client, signal);
  const timers = new Map<string, NodeJS.Timeout>();
  const storing = new Set<Promise<void>>();
  let close!: () => void;
  let fail!: (error: unknown) => void;
  const over = new Promise<void>((resolve, reject) => {
    close = resolve;
    fail = reject;
  });
  // It may fail before somebody waits for it.
  over.catch(() => undefined);
  const early: string[] = [];
  let known = false;

  function emit(events: PbxEvent[], raw: string): void {
    if (events.length === 0) return;
    const stored = link.emit(events, raw);
    storing.add(stored);
    const forget = () => void storing.delete(stored);
    stored.then(forget, (error: unknown) => {
      forget();
      fail(error);
    });
  }

  function watchEnds(): void {
    const now = new Set(translator.ending());
    for (const [id, timer] of timers) {
      if (now.has(id)) continue;
      clearTimeout(timer);
      timers.delete(id);
    }
    for (const id of now) {
      if (timers.has(id)) continue;
      const settle = () => {
        timers.delete(id);
        emit(translator.settle(id), '');
      };
      timers.set(id, setTimeout(settle, graceMs).unref());
    }
  }

  const queue = createEntityQueue({
    async fetch(path) {
      const { status, json } = await client.get(path, signal);
      if (status === 200) return json;
      // Gone before we asked; the news of it is under way.
      if (status === 404 || status === 403 || status === 204) return undefined;
      throw new LinkError(`3CX answered with status ${status}`);
    },
    tell({ path, removed, found }) {
      const entity = readEntity(path);
      if (!entity) return;
      const one = removed ? undefined : readParticipant(found, entity.dn);
      const raw = JSON.stringify({ path, ...(removed ? { removed } : { found: one ?? null }) });
      if (one) emit(translator.upsert(one, next()), raw);
      else if (removed) emit(translator.removed(entity.dn, entity.id, next()), raw);
      watchEnds();
    },
    onError: fail,
  });

  function hear(text: string): void {
    const news = readNews(text);
    if (!news) return;
    if (news.removed) queue.removed(news.path);
    else queue.changed(news.path);
  }

  async function rebuild(): Promise<void> {
    const { status, json } = await client.get('/callcontrol', signal);
    if (status === 403 || status === 404) throw new LinkError(NO_API, true);
    if (status !== 200 || !Array.isArray(json)) {
      throw new LinkError(`3CX answered the question for its calls with status ${status}`);
    }
    const open = await link.openCalls();
    translator.adopt(open);
    for (const one of readSnapshot(json)) {
      translator.learn(one.dn, one.type);
      for (const part of one.parts) emit(translator.upsert(part, next()), JSON.stringify(part));
    }
    const ringing = translator.ringing();
    for (const call of open) {
      const targets = staleRings(call, ringing.get(call.nativeId) ?? call.ringing);
      const callId = call.nativeId;
      if (targets.length === 0) continue;
      emit([{ source: call.source, kind: 'stopRing', callId, at: next(), targets }], '');
    }
    await Promise.all(storing);
    await link.ready(translator.running());
    known = true;
    early.splice(0).forEach(hear);
  }

  socket.on('message', (data: Buffer, binary: boolean) => {
    if (binary) return;
    if (known) hear(data.toString());
    else if (early.push(data.toString()) > MAX_EARLY) fail(new LinkError('too many news at once'));
  });
  socket.on('close', close);
  socket.on('error', () => fail(new LinkError('the connection broke')));
  signal.addEventListener('abort', close);
  const pings = keepAlive(socket, pingMs, () =>
    fail(new LinkError('3CX does not answer any more')),
  );
  try {
    if (socket.readyState !== WebSocket.OPEN || signal.aborted) return;
    rebuild().catch(fail);
    await over;
  } finally {
    clearInterval(pings);
    timers.forEach((timer) => clearTimeout(timer));
    signal.removeEventListener('abort', close);
    ending.abort();
    socket.terminate();
    await Promise.allSettled(storing);
  }
}

function keepAlive(socket: WebSocket, everyMs: number, giveUp: () => void): NodeJS.Timeout {
  let answered = true;
  socket.on('pong', () => (answered = true));
  socket.on('message', () => (answered = true));
  return setInterval(() => {
    if (!answered) return giveUp();
    answered = false;
    socket.ping();
  }, everyMs).unref();
}

function* readSnapshot(json: readonly unknown[]) {
  for (const one of json) {
    if (typeof one !== 'object' || one === null) continue;
    const fields = new Map<string, unknown>(Object.entries(one));
    const [dn, type, parts] = [fields.get('dn'), fields.get('type'), fields.get('participants')];
    if (typeof dn !== 'string' || dn === '' || dn.length > 40) continue;
    yield {
      dn,
      type: typeof type === 'string' ? type : '',
      parts: (Array.isArray(parts) ? parts : []).flatMap((part) => readParticipant(part, dn) ?? []),
    };
  }
}
