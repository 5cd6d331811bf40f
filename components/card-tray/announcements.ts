/** What a screen reader is told about the calls. Pure. */
import { isPlaced } from '../../lib/core/agent-call.ts';
import type { CardView } from '../../lib/core/card.ts';
import type { Language } from '../../lib/i18n/create-texts.ts';
import { chosenPerson, outcomeOf } from '../call-card/card-state.ts';

/** By call id: the last state that was said, or needed no words. */
export type Said = ReadonlyMap<string, string>;

export interface News {
  card: CardView;
  key: string;
  words: string;
  kind: 'ringing' | 'missed' | 'other';
}

/** Names the state of a card that is said once. */
function keyOf({ call, note }: CardView): string {
  const noted = note.status === 'sent' || note.status === 'refused' ? note.status : '';
  // A call that is handed over rings anew.
  return `${call.state} ${outcomeOf(call)} ${call.transferredFrom?.agent ?? ''} ${noted}`;
}

/** What has not been said yet. A call that was over before we heard of it is no news. */
export function newsOf(cards: readonly CardView[], said: Said, language: Language): News[] {
  return cards.flatMap((card) => {
    const key = keyOf(card);
    const before = said.get(card.call.id);
    if (before === key) return [];
    const silent = before === undefined && card.call.state === 'ended';
    const outcome = outcomeOf(card.call);
    const kind =
      outcome === 'missed' ? 'missed' : card.call.state === 'ringing' ? 'ringing' : 'other';
    return [{ card, key, words: silent ? '' : announcement(card, language), kind }];
  });
}

/** All news in at most two sentences: with many calls it counts instead of naming. */
export function spoken(news: readonly News[], { texts }: Language): string {
  const told = news.filter(({ words }) => words !== '');
  if (told.length <= 2) return told.map(({ words }) => words).join('. ');
  const ringing = told.filter(({ kind }) => kind === 'ringing').length;
  const missed = told.filter(({ kind }) => kind === 'missed').length;
  const own = told.filter(({ kind, card }) => kind === 'other' && card.call.mine);
  return [
    ringing > 0 && texts.tray.announceRinging(ringing),
    missed > 0 && texts.tray.announceMissedMany(missed),
    own[0]?.words,
  ]
    .filter(Boolean)
    .join('. ');
}

/** One sentence, or an empty one for states that need none. */
export function announcement(card: CardView, { texts }: Language): string {
  const { call, note } = card;
  const name = chosenPerson(card)?.name ?? call.remote.name ?? call.remote.display;
  const who = name === '' ? texts.tray.withheldCaller : name;
  if (note.status === 'sent')
    return note.ticket ? texts.note.sent(note.ticket.number) : texts.note.sentPlain;
  if (note.status === 'refused') return texts.note.refusedPlain;
  const outcome = outcomeOf(call);
  if (outcome === 'missed') return texts.tray.announceMissed(who);
  if (outcome === 'forwarded') return '';
  if (outcome === 'answered-elsewhere') {
    if (call.answeredBy) return texts.tray.announceTook(call.answeredBy, who);
    return call.voicemail ? texts.state.voicemail : texts.state.somebodyTookIt;
  }
  if (call.state === 'talking') return texts.tray.announceTalking(who);
  if (call.state !== 'ringing') return '';
  if (isPlaced(call)) return texts.tray.announceOut(who);
  const line = call.line.label ?? '';
  return line ? texts.tray.announceIn(who, line) : texts.tray.announceInPlain(who);
}
