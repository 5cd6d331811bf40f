/** Zammad times calls by when it takes what it is told: what its own slowness makes of a caller log. */
import type { Call } from '../../lib/core/call.ts';
import { nameOf } from './caller-log.ts';
import type { Noted } from './recording-gateway.ts';

/** An answer that takes longer is one of a machine with too much to do. */
const SLOW_MS = 150;
/** Whole seconds on both sides. */
const ROUNDING_MS = 1_500;

/** @returns why Zammad cannot say the same; undefined: it was fast enough, or says something else */
export function byLateness(
  call: Call,
  difference: string,
  noted: readonly Noted[],
): string | undefined {
  const told = (event: string) =>
    noted.find((one) => one.callId === call.id && one.event === event);
  const answer = told('answer');
  const [, what = '', theirs = ''] = /^(\w+): ours .*, Zammad's (.*)$/s.exec(difference) ?? [];
  if (what === 'who' && answer) {
    const later = call.talkers.slice(1).find(({ party }) => nameOf(party) === theirs);
    const handedOver = later !== undefined && later.fromAt <= answer.sentAt;
    return handedOver && wasSlow(noted, call.startedAt, answer.doneAt)
      ? 'Zammad was slow and heard of the answer when the call had been handed over'
      : undefined;
  }
  if (what !== 'waiting' && what !== 'talking') return undefined;
  const begin = told(what === 'waiting' ? 'newCall' : 'answer');
  const end = (what === 'waiting' ? answer : undefined) ?? told('hangup');
  if (!begin || !end) return undefined;
  const seconds = Number.parseInt(theirs, 10) * 1_000;
  const asTold =
    seconds >= end.sentAt - begin.doneAt - ROUNDING_MS &&
    seconds <= end.doneAt - begin.sentAt + ROUNDING_MS;
  return asTold && wasSlow(noted, call.startedAt, end.doneAt)
    ? 'Zammad was slow: the times are those at which it took what it was told'
    : undefined;
}

function wasSlow(noted: readonly Noted[], from: number, to: number): boolean {
  return noted.some(
    ({ sentAt, doneAt }) => doneAt - sentAt > SLOW_MS && doneAt >= from && sentAt <= to,
  );
}
