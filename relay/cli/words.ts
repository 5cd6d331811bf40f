/** Calls, people and decisions in words for an admin. Nothing here is safe for a terminal yet. */
import type { Call, Party, PbxEvent, Verdict } from '../../lib/core/call.ts';
import type { Phone } from '../../lib/core/phone.ts';

/** A number as people read it; what is masked stays as it is. */
export function numberWords(e164: string, phone: Phone): string {
  return /^\d+$/.test(e164) ? phone.display(e164) : `+${e164}`;
}

export function partyWords(party: Party | undefined, phone: Phone): string {
  if (!party || Object.keys(party).length === 0) return 'unknown';
  if (party.withheld) return party.name ? `${party.name} (number withheld)` : 'number withheld';
  const { e164, extension, account, name, raw, kind } = party;
  const number = e164 === undefined ? extension : numberWords(e164, phone);
  const known = name === undefined ? (number ?? account ?? raw) : name;
  const more = name === undefined ? undefined : (number ?? account);
  const words = more === undefined || more === known ? known : `${known} (${more})`;
  return words === undefined ? (kind ?? 'unknown') : words;
}

export function partiesWords(parties: readonly Party[], phone: Phone): string {
  return parties.map((party) => partyWords(party, phone)).join(', ');
}

/** What the telephone system was told. */
export function verdictWords(verdict: Verdict, phone: Phone): string {
  switch (verdict.action) {
    case 'continue':
      return 'let through';
    case 'reject':
      return `rejected (${verdict.reason})`;
    case 'dial':
      return `dial ${numberWords(verdict.number, phone)} with caller id ${numberWords(verdict.callerId, phone)}`;
  }
}

const IGNORED: Record<string, string> = {
  doubled: 'doubled: this was told before',
  late: 'late: the call was over',
};

export function ignoredWords(reason: string): string {
  return IGNORED[reason] ?? reason;
}

/** `ringing`, and once it is over how it ended. */
export function stateWords(call: Call | undefined): string {
  if (!call) return 'new call';
  if (call.state !== 'ended') return call.state;
  const how = [
    call.cause,
    call.causeWord !== undefined && call.causeWord !== call.cause && `said "${call.causeWord}"`,
    call.missed && 'missed',
    call.voicemail && 'mailbox',
    call.forwarded && 'forwarded',
    call.blocked && 'blocked',
    call.endGuessed && 'end guessed',
  ].filter(Boolean);
  return `ended: ${how.join(', ')}`;
}

/** What an event says, as label and text. */
export function eventWords(event: PbxEvent, phone: Phone): [string, string][] {
  const words: [string, string][] = [];
  const say = (label: string, text: string | undefined) => {
    if (text !== undefined) words.push([label, text]);
  };
  const party = (one: Party | undefined) => one && partyWords(one, phone);
  say('direction', event.direction);
  say('from', party(event.from));
  say('to', party(event.to));
  say('diverted from', party(event.diversion));
  say('queue', event.queue && (event.queue.name ?? event.queue.id));
  if (event.targets) {
    say(event.kind === 'stopRing' ? 'stops ringing' : 'rings', partiesWords(event.targets, phone));
  }
  say('answered by', party(event.answeredBy));
  if (event.answeringNumber !== undefined) say('answering number', event.answeringNumber);
  const { transfer, end } = event;
  if (transfer) {
    const by = transfer.by ? ` by ${partyWords(transfer.by, phone)}` : '';
    const to = transfer.to ? ` to ${partyWords(transfer.to, phone)}` : '';
    say('transfer', `${transfer.type}${by}${to}`);
  }
  say('goes on from', event.prevCallId);
  if (end) say('end', endWords(end));
  if (event.flags?.voicemail) say('flag', 'mailbox');
  say('click-to-dial', event.dialId);
  if (event.mark) {
    const by = event.mark.by === undefined ? 'by itself' : `by ${event.mark.by}`;
    say(event.mark.done ? 'done' : 'not done', by);
  }
  return words;
}

function endWords(end: NonNullable<PbxEvent['end']>): string {
  const said = [
    end.cause,
    end.word !== undefined && `"${end.word}"`,
    end.dialStatus !== undefined && `dial status ${end.dialStatus}`,
    end.q850 !== undefined && `Q.850 ${end.q850}`,
    end.sip !== undefined && `SIP ${end.sip}`,
    end.by && `by ${end.by}`,
    end.talkMs !== undefined && `talked ${Math.round(end.talkMs / 1000)} s`,
    end.guessed && 'guessed',
  ].filter(Boolean);
  return said.join(', ') || 'without a cause';
}
