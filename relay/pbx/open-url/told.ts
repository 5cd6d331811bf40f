/** What a phone says in one request: who speaks, about whom, and what it adds. */
import type { Party, PbxEvent } from '../../../lib/core/call.ts';
import { readCause } from '../causes.ts';
import type { DialectContext } from '../dialect.ts';
import type { Fields } from '../fields.ts';
import type { EventWord } from '../generic/words.ts';
import { readNumber } from '../parties.ts';
import { replaced } from './placeholders.ts';
import { spelling } from './spelling.ts';

/** The phone's own side, the other side, and the two sides as a telephone system names them. */
const LOCAL = ['ext', 'extension', 'device', 'local', 'account', 'activeuser', 'user', 'mac'];
const REMOTE = ['remote', 'number', 'phone', 'other'];
const FROM = ['from', 'caller', 'callerid', 'callernumber', 'callfrom'];
const TO = ['to', 'called', 'callee', 'callednumber', 'callto', 'did', 'dnid'];
const CALL_ID = ['callid', 'calluuid', 'callguid', 'uniqueid', 'id'];
const NAME = ['name', 'displayremote', 'callername', 'displayname'];
const LINE = ['line', 'linenumber', 'trunk'];
export const DIRECTION = ['direction', 'dir', 'calldirection', 'callorigin'];

/** Who speaks about whom. */
export interface Told {
  own: Party | undefined;
  /** The phone, in one spelling. */
  device: string | undefined;
  remote: Party | undefined;
  line: Party | undefined;
  /** A field for the other side is there and empty. */
  hidden: boolean;
  /** The phone missed, refused or sent on the call. */
  missed: boolean;
  id: string | undefined;
  name: string | undefined;
  from: Party | undefined;
  to: Party | undefined;
  queue: string | undefined;
  /** Why it ended. */
  word: string | undefined;
}

export interface ReadTold {
  /** @param device by the key of its address, where it has one */
  readTold(fields: Fields, word: EventWord, device: string | undefined): Told;
}

export function createReadTold({
  phone,
  markOurs,
}: Pick<DialectContext, 'phone' | 'markOurs'>): ReadTold {
  function side(text: string | undefined): Party | undefined {
    if (text === undefined || text.trim() === '') return undefined;
    const party = readNumber(text, phone);
    const known = party.e164 ?? party.extension ?? party.withheld;
    // `sip:ada@pbx` is no number, but the account of a device.
    const account = /^(?:sips?:)?([^@:\s]+)@/i.exec(text.trim())?.[1];
    return markOurs(known === undefined && account ? { ...party, account } : party);
  }

  return {
    readTold(fields, word, device) {
      const get = (names: readonly string[]) => firstReplaced(fields, names)?.trim();
      const own = side(device ?? get(LOCAL));
      const [remote, from, to] = [REMOTE, FROM, TO].map((names) =>
        side(firstReplaced(fields, names)),
      );
      const isEmpty = (name: string) => fields.has([name]) && fields.first([name]) === undefined;
      return {
        own,
        device: spelling(own),
        remote,
        from,
        to,
        line: lineOf(side(get(LINE))),
        hidden: !remote && !from && [...FROM, ...REMOTE].some(isEmpty),
        missed: word.kind === 'hangup' && word.direction === 'in',
        id: get(CALL_ID),
        name: get(NAME)?.slice(0, 200),
        queue: get(['queue', 'group']),
        word: get(['cause', 'reason', 'cancelreason'])?.slice(0, 100),
      };
    },
  };
}

/** Both sides as told, and what is said about the call. */
export function fill(event: PbxEvent, told: Told): void {
  const { own, remote, line, name, queue, word } = told;
  const way = event.direction;
  let from = told.from ?? (way === 'in' ? remote : way === 'out' ? own : undefined);
  let to = told.to ?? (way === 'out' ? remote : way === 'in' ? (line ?? own) : undefined);
  if (!from && way === 'in' && told.hidden && (event.kind === 'new' || told.missed)) {
    from = { withheld: true };
  }
  if (name && way === 'in' && from && !from.withheld) from = { ...from, name };
  if (name && way === 'out' && to) to = { ...to, name };
  if (from) event.from = from;
  if (to) event.to = to;
  if (queue) event.queue = { name: queue };
  if (own && event.kind === 'new' && way === 'in') event.targets = [own];
  if (own && event.kind === 'answer' && way !== 'out') event.answeredBy = own;
  if (event.kind === 'hangup') {
    const cause = word === undefined ? undefined : readCause(word);
    event.end = { ...event.end, ...(cause && { cause }), ...(word && { word }) };
  }
}

export function otherSide({ direction, from, to }: PbxEvent): Party | undefined {
  return direction === 'out' ? to : from;
}

/** A variable that one phone does not know leaves the next field. */
export function firstReplaced(fields: Fields, names: readonly string[]): string | undefined {
  return names
    .flatMap((name) => fields.all([name]))
    .find((text) => text.trim() !== '' && replaced(text) !== undefined);
}

/** Phones count their lines too; `1` is nobody's number. */
function lineOf(party: Party | undefined): Party | undefined {
  return party?.e164 !== undefined || party?.kind !== undefined ? party : undefined;
}
