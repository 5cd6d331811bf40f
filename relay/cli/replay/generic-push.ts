/** An event in the words of Zammad's CTI Push API; what it has no words for is lost. */
import type { Party, PbxEvent } from '../../../lib/core/call.ts';
import { form } from '../encode/encoder.ts';

const EVENTS: Partial<Record<PbxEvent['kind'], string>> = {
  new: 'newCall',
  // Who rings later can only be said by announcing the call again.
  ring: 'newCall',
  answer: 'answer',
  hangup: 'hangup',
};

/** @returns undefined for what cannot be said */
export function genericPush(event: PbxEvent, run: string): string | undefined {
  const word = EVENTS[event.kind];
  if (word === undefined) return undefined;
  const { direction, from, to, diversion, queue, targets, answeredBy, end } = event;
  const people = event.kind === 'answer' ? [answeredBy] : (targets ?? []);
  const key = word === 'newCall' ? 'user[]' : 'user';
  const mailbox = event.flags?.voicemail === true && event.kind === 'answer';
  const names = mailbox ? ['voicemail'] : people.map(nameOf);
  return form([
    ['event', word],
    ['callId', `replay-${run}-${event.callId}`.slice(0, 250)],
    ['direction', direction],
    ['from', sideOf(from)],
    ['to', sideOf(to)],
    ['diversion', sideOf(diversion)],
    ['queue', queue?.name ?? queue?.id],
    ...names.map((name) => [key, name] as const),
    ['answeringNumber', event.answeringNumber],
    ['cause', word === 'hangup' ? (end?.cause ?? end?.word) : undefined],
    ['dialId', event.dialId],
  ]);
}

function sideOf(party: Party | undefined): string | undefined {
  if (!party) return undefined;
  if (party.withheld) return 'anonymous';
  return party.e164 === undefined ? (party.extension ?? party.raw) : `+${party.e164}`;
}

function nameOf(party: Party | undefined): string | undefined {
  return party && (party.name ?? party.extension ?? party.account ?? party.e164 ?? party.raw);
}
