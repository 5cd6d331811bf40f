/** Tells events to another relay as generic pushes, as far as those can say them. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { EventEntry } from '../../journal/entries.ts';
import { FORM } from '../encode/encoder.ts';
import { printable, shorten } from '../printable.ts';
import { CommandError } from '../problems.ts';
import { genericPush } from './generic-push.ts';
import { isMasked } from './range.ts';
import { replaySummary } from './replay-summary.ts';

const TIMEOUT_MS = 20_000;

/** @returns 1 when the other relay refused some */
export async function replayIntoRelay(
  range: AsyncIterable<EventEntry>,
  { url, token, speed }: { url: string; token: string; speed: number },
): Promise<number> {
  const address = `${url.replace(/\/+$/, '')}/api/v1/cti/${encodeURIComponent(token)}`;
  // Its own ids: a second replay is other calls, not the same ones told twice.
  const run = randomUUID().slice(0, 8);
  const counts = { events: 0, unreadable: 0, masked: 0 };
  let untold = 0;
  let refused = 0;
  let before: number | undefined;
  for await (const { parsed, at, seq } of range) {
    counts.events++;
    if (!parsed) {
      counts.unreadable++;
      continue;
    }
    if (isMasked(parsed)) counts.masked++;
    const body = genericPush(parsed, run);
    if (!body) {
      untold++;
      continue;
    }
    if (speed > 0 && before !== undefined) await pause(Math.max(0, at - before) / speed);
    before = at;
    const { status, text } = await push(address, body, url);
    if (status === 200) continue;
    refused++;
    console.log(`${seq} ${parsed.kind} refused ${status} ${shorten(text, 200)}`);
  }
  const notes = replaySummary(counts);
  const told = counts.events - counts.unreadable - untold - refused;
  console.log(
    `${told} of ${counts.events} events told as generic pushes, ids begin with replay-${run}-.`,
  );
  if (untold > 0) {
    notes.push(`${untold} cannot be told that way (who leaves, transfers, updates).`);
  }
  for (const note of notes) console.log(note);
  return refused > 0 ? 1 : 0;
}

async function push(
  address: string,
  body: string,
  url: string,
): Promise<{ status: number; text: string }> {
  let response: Response;
  try {
    response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': FORM },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch {
    throw new CommandError(`No relay answers at ${printable(url)}.`);
  }
  const text = await response.text();
  if (response.status === 401)
    throw new CommandError('The other relay does not know this --token.');
  if (response.status === 404) throw new CommandError(`${printable(url)} is no relay of Offhook.`);
  return { status: response.status, text };
}
