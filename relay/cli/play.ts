/** Sends requests as a telephone system would, one after the other, and prints what it is told. */
import { setTimeout as pause } from 'node:timers/promises';
import type { EncodedRequest, Encoder } from './encode/encoder.ts';
import { printable, shorten } from './printable.ts';
import type { RecordedRequest } from './recording.ts';
import type { Scenario, Step } from './scenarios/step.ts';
import type { Target } from './simulate-target.ts';

/** Other numbers and people in the place of those of the scenario. */
export interface Cast {
  from?: string | undefined;
  to?: string | undefined;
  user?: string[] | undefined;
}

const TIMEOUT_MS = 20_000;
const RECORDING_PAUSE_MS = 1_000;

/** @returns false when the relay was not there, or refused something */
export async function playScenario(play: {
  scenario: Scenario;
  encoder: Encoder;
  target: Target;
  speed: number;
  /** Makes the ids of this run its own. */
  run: string;
  cast: Cast;
  /** PEM, for systems that sign with a key of their own. */
  privateKey?: string | undefined;
}): Promise<boolean> {
  const { scenario, encoder, target, speed, run, cast, privateKey } = play;
  const several = new Set(scenario.steps.map(({ call }) => call)).size > 1;
  const steps = scenario.steps.map((step) => adapt(step, cast));
  let accepted = true;
  for (const [place, step] of steps.entries()) {
    await wait(step.afterMs, speed);
    const label = `${step.kind}${several ? ` ${step.call}` : ''}`.padEnd(10);
    const requests = encoder.encode(step, {
      id: (call) => `sim-${run}-${call}`,
      options: target.options,
      privateKey,
      address: (rest, query) => withQuery(target.signedAddress + rest, query),
      now: Date.now(),
      earlier: steps.slice(0, place),
    });
    if (requests.length === 0) console.log(`${label} –   not told by this telephone system`);
    for (const request of requests) {
      const outcome = await send(request, target, label);
      if (outcome === 'stop') return false;
      accepted &&= outcome === 'accepted';
    }
  }
  return accepted;
}

/** Replays recorded requests with their own pauses, a second where none is known. */
export async function playRequests(
  requests: readonly RecordedRequest[],
  target: Target,
  speed: number,
): Promise<boolean> {
  let accepted = true;
  for (const [index, { afterMs, query, ...request }] of requests.entries()) {
    await wait(afterMs ?? (index === 0 ? 0 : RECORDING_PAUSE_MS), speed);
    const label = `request ${index + 1}`.padEnd(10);
    const { contentType, ...rest } = request;
    const outcome = await send(
      { ...rest, query: new URLSearchParams(query), ...(contentType && { contentType }) },
      target,
      label,
    );
    if (outcome === 'stop') return false;
    accepted &&= outcome === 'accepted';
  }
  return accepted;
}

async function send(
  request: EncodedRequest,
  target: Target,
  label: string,
): Promise<'accepted' | 'refused' | 'stop'> {
  const address = withQuery(target.address + (request.rest ?? ''), request.query);
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers ?? {})) headers.set(name, value);
  if (request.contentType) headers.set('content-type', request.contentType);
  let response: Response;
  try {
    response = await fetch(address, {
      method: request.method,
      headers,
      ...(request.method === 'POST' && { body: new TextEncoder().encode(request.body ?? '') }),
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch {
    console.error(
      `No relay answers at ${printable(target.url)}. Start it with "offhook serve", or give --url.`,
    );
    return 'stop';
  }
  const text = await response.text();
  const shown = shorten(text.replaceAll(target.address.split('/').at(-1) ?? '', '***'), 200);
  console.log(`${label} ${response.status} ${shown}`.trimEnd());
  if (response.ok) return 'accepted';
  if (response.status === 401 && /Invalid token/i.test(text)) {
    console.error(
      'The relay does not know this connection and secret: is it running with this configuration?',
    );
    return 'stop';
  }
  return response.status === 404 || response.status >= 500 ? 'stop' : 'refused';
}

function adapt(step: Step, { from, to, user }: Cast): Step {
  const people = user?.map((name, index) => ({ name, extension: String(23 + index) }));
  return {
    ...step,
    ...(step.from !== undefined && from !== undefined && { from }),
    ...(step.to !== undefined && to !== undefined && { to }),
    ...(people && step.people && { people: step.kind === 'answer' ? people.slice(0, 1) : people }),
  };
}

async function wait(afterMs: number, speed: number): Promise<void> {
  if (speed > 0 && afterMs > 0) await pause(afterMs / speed);
}

function withQuery(address: string, query: URLSearchParams | undefined): string {
  return query && query.size > 0 ? `${address}?${query.toString()}` : address;
}
