/** Reads from a `CardView` what a card says about the state of its call. Pure. */
import { type AgentCall, isPlaced } from '../../lib/core/agent-call.ts';
import type { CardPerson, CardView } from '../../lib/core/card.ts';
import { isSureKind } from '../../lib/core/match/sure.ts';
import type { Language } from '../../lib/i18n/create-texts.ts';
import { factsLine } from '../facts-line.ts';

/** How a call went for this agent; also the card's `data-outcome`. */
type CardOutcome =
  'live' | 'missed' | 'answered-elsewhere' | 'handed-over' | 'forwarded' | 'unreached' | 'finished';
export type Tone = 'ring' | 'talk' | 'bad' | 'calm';

export function outcomeOf(call: AgentCall): CardOutcome {
  if (call.state === 'talking' && !call.mine)
    return call.forwarded ? 'forwarded' : 'answered-elsewhere';
  if (call.state !== 'ended') return 'live';
  if (call.transferredTo) return 'handed-over';
  if (call.missed) return 'missed';
  if (call.forwarded) return 'forwarded';
  if (call.answeredAt === undefined && call.direction !== 'in') return 'unreached';
  if (call.answeredBy && !call.mine) return 'answered-elsewhere';
  return 'finished';
}

export function toneOf(call: AgentCall): Tone {
  const outcome = outcomeOf(call);
  if (outcome === 'missed') return 'bad';
  if (outcome !== 'live') return 'calm';
  if (call.state === 'talking') return 'talk';
  return call.state === 'ringing' ? 'ring' : 'calm';
}

/** True while the clock of the card runs. */
export function isLive(call: AgentCall): boolean {
  return call.state !== 'ended';
}

/** What the clock shows: ring time or talk time, running or final. Epoch ms both. */
export function clockSpan(call: AgentCall): { fromAt: number; toAt: number | undefined } {
  const fromAt = call.answeredAt ?? call.startedAt;
  return { fromAt, toAt: call.state === 'ended' ? (call.endedAt ?? fromAt) : undefined };
}

/** The one word (or short sentence) of the state. */
export function stateText(call: AgentCall, { texts }: Language): string {
  switch (outcomeOf(call)) {
    case 'missed':
      return call.voicemail ? texts.state.voicemail : texts.state.missed;
    case 'answered-elsewhere':
      if (call.answeredBy) return texts.state.tookIt(call.answeredBy);
      return call.voicemail ? texts.state.voicemail : texts.state.somebodyTookIt;
    case 'handed-over':
      return call.transferredTo?.agent
        ? texts.state.handedTo(call.transferredTo.agent)
        : texts.state.handedOn;
    case 'forwarded':
      return texts.state.forwarded;
    case 'unreached':
      if (call.cause === 'busy') return texts.state.busy;
      return call.cause === 'cancel' ? texts.state.cancelled : texts.state.unreached;
    case 'finished':
      return texts.state.ended;
    case 'live':
      if (call.state === 'talking') return texts.state.talking;
      if (isPlaced(call)) return texts.state.calling;
      return call.state === 'queued' ? texts.state.queued : texts.state.ringing;
  }
}

/** Our line, the queue, and who else it concerns: "Support · for Anna and Ben". */
export function lineText(
  call: AgentCall,
  { texts, times, list }: Language,
  about: { queue: boolean } = { queue: true },
): string {
  const parts: string[] = [];
  const from = call.transferredFrom;
  if (from) parts.push(texts.state.handedOver(from.agent, times.clock(from.talkedMs)));
  const ringing = list(call.ringing.slice(0, 4));
  // It no longer rings here, but at others.
  if (call.state === 'queued' && ringing) parts.push(texts.state.ringsAt(ringing));
  // Between colleagues there is no line, only the number of one of them.
  const internal = call.direction === 'internal';
  const line = internal ? '' : (call.line.label ?? call.line.display ?? call.line.number);
  if (line) parts.push(line);
  if (about.queue && call.queue && call.queue !== line) parts.push(call.queue);
  if (call.state === 'ringing' && call.direction === 'in' && call.ringing.length > 1)
    parts.push(texts.state.ringsFor(ringing));
  return factsLine(parts);
}

/** The person the card is about, or undefined while that is open. */
export function chosenPerson(card: CardView): CardPerson | undefined {
  if (card.chosen === undefined) return undefined;
  return card.people.find((person) => person.userId === card.chosen);
}

/** Whose initials stand on the card: the person's, or a colleague's. */
export function avatarOf(card: CardView): { name?: string; id?: number; image?: string } {
  const person = chosenPerson(card);
  if (person) {
    const { name, userId: id, image } = person;
    return image === undefined ? { name, id } : { name, id, image };
  }
  const { internal, name } = card.call.remote;
  return internal && name ? { name } : {};
}

/** A colleague: nobody to look up, to open, or to make a ticket for. */
export function isInternal({ call, people }: CardView): boolean {
  return call.remote.internal && people.length === 0;
}

/** Nobody has the number; it is only near somebody's, or written about them. */
export function isGuess(card: CardView): boolean {
  if (chosenPerson(card) || card.people.length === 0) return false;
  return card.people.every(({ reason }) => !isSureKind(reason.kind));
}

/** A hidden number and nobody found by hand: nobody to look up or to create. */
export function isHidden(card: CardView): boolean {
  return card.identity === 'withheld' && !chosenPerson(card);
}

/** What a person reads as the number; empty when there is none. */
export function numberText(call: AgentCall): string {
  return call.remote.withheld ? '' : call.remote.display || (call.remote.number ?? '');
}

/** The best name for the other side, for headings and announcements. */
export function whoText(card: CardView, { texts }: Language): string {
  const { remote, direction } = card.call;
  const person = chosenPerson(card);
  if (person) return person.name;
  if (remote.withheld || card.identity === 'withheld') return texts.who.withheld;
  const guessed = isGuess(card);
  if (card.people.length > 1 && !guessed)
    return sharedOrganization(card.people) ?? texts.who.several;
  if (remote.name) return remote.name;
  const company = companyOf(card);
  if (company) return company.own ? company.name : texts.who.probably(company.name);
  if (card.identity === 'unavailable') return texts.who.unavailable;
  if (card.identity === 'unknown' || guessed)
    return direction === 'out' ? texts.who.unknownCallee : texts.who.unknown;
  return numberText(card.call);
}

interface Company {
  name: string;
  /** It has the number, or one in front of it; else people near it belong to it. */
  own: boolean;
}

/** Whose number it is, where nobody is known to have it. */
export function companyOf(card: CardView): Company | undefined {
  const { matches } = card.call.remote;
  const own = matches.find(
    ({ userId, reason }) => userId === undefined && reason.kind === 'organization',
  );
  const guessed = isGuess(card);
  if (card.people.length > 0 && !guessed) return undefined;
  if (own) return { name: own.name, own: true };
  const near = [...card.people, ...matches.filter(({ userId }) => userId === undefined)].filter(
    ({ reason }) => reason.kind === 'organization' || reason.kind === 'block',
  );
  const name = sharedOrganization(near);
  return name === undefined ? undefined : { name, own: false };
}

/** The one organisation of all candidates, when there is just one. */
export function sharedOrganization(
  people: readonly { organization?: string | undefined }[],
): string | undefined {
  const first = people[0]?.organization;
  return first && people.every((person) => person.organization === first) ? first : undefined;
}
