/** Words of desktop notifications; they name no more than the card does. */
import type { Away } from '../../lib/core/away.ts';
import type { CardView } from '../../lib/core/card.ts';

const TEXTS = {
  de: {
    call: 'Anruf',
    missed: 'Verpasst',
    missedMany: (count: number) => `${count} verpasste Anrufe`,
    ringingMany: (count: number) => `${count} Anrufe warten`,
    withheld: 'Nummer unterdrückt',
    on: 'auf',
    vip: 'VIP',
    busy: 'Nicht geöffnet, weil Sie gerade schreiben.',
    noPage: 'In keinem Fenster ist Zammad offen.',
    open: 'Öffnen',
    putAway: 'Weglegen',
    away: 'Während Sie weg waren',
    calls: (count: number) => (count === 1 ? '1 Anruf' : `${count} Anrufe`),
    missedForYou: (count: number) =>
      count === 1 ? '1 für Sie verpasst' : `${count} für Sie verpasst`,
    answered: (count: number) =>
      count === 1 ? '1 von Kollegen angenommen' : `${count} von Kollegen angenommen`,
  },
  en: {
    call: 'Call',
    missed: 'Missed',
    missedMany: (count: number) => `${count} missed calls`,
    ringingMany: (count: number) => `${count} calls are waiting`,
    withheld: 'Number withheld',
    on: 'on',
    vip: 'VIP',
    busy: 'Not opened, because you are writing.',
    noPage: 'Zammad is not open in any window.',
    open: 'Open',
    putAway: 'Put away',
    away: 'While you were away',
    calls: (count: number) => (count === 1 ? '1 call' : `${count} calls`),
    missedForYou: (count: number) => `${count} missed for you`,
    answered: (count: number) => `${count} answered by colleagues`,
  },
};

export interface NoticeText {
  title: string;
  message: string;
}
export type NoticeKind = 'ring' | 'offer' | 'missed';

/** @param kind `offer`: nothing was opened, and why; `hasPage`: Zammad is open somewhere */
export function noticeText(
  view: CardView,
  locale: 'de' | 'en',
  kind: NoticeKind = 'ring',
  hasPage = true,
): NoticeText {
  const texts = TEXTS[locale];
  const { call, people, chosen, offer } = view;
  const person = people.find(({ userId }) => userId === chosen);
  const number = call.remote.withheld ? texts.withheld : call.remote.display;
  const name = person?.name ?? call.remote.name;
  const line = call.line.label ?? call.line.display ?? call.line.number;
  const where = [line && `${texts.on} ${line}`, call.queue !== line && call.queue];
  const facts = [person?.organization, name && number, where.filter(Boolean).join(', ')];
  const why = offer && (hasPage ? texts.busy : texts.noPage);
  const head = kind === 'missed' ? texts.missed : texts.call;
  const rest = facts.filter(Boolean).join(' · ');
  return {
    title: `${head}: ${name || number}${person?.vip ? ` (${texts.vip})` : ''}`,
    message: kind === 'missed' || !why ? rest : `${rest}\n${why}`,
  };
}

/** Several at once in one. @param names of the latest, newest first */
export function manyText(
  kind: 'ring' | 'missed',
  count: number,
  names: readonly string[],
  locale: 'de' | 'en',
): NoticeText {
  const texts = TEXTS[locale];
  const title = kind === 'ring' ? texts.ringingMany(count) : texts.missedMany(count);
  return { title, message: names.slice(0, 4).join(', ') + (names.length > 4 ? ' …' : '') };
}

/** `While you were away: 4 calls, 1 missed for you`. */
export function awayText(away: Away, locale: 'de' | 'en'): NoticeText {
  const texts = TEXTS[locale];
  const { missed, answered } = away;
  const facts = [
    missed.length > 0 && texts.missedForYou(missed.length),
    answered > 0 && texts.answered(answered),
  ];
  return {
    title: `${texts.away}: ${[texts.calls(away.calls), ...facts.slice(0, 1)].filter(Boolean).join(', ')}`,
    message: facts.filter(Boolean).join(' · '),
  };
}

export function noticeButtons(locale: 'de' | 'en'): { title: string }[] {
  const { open, putAway } = TEXTS[locale];
  return [{ title: open }, { title: putAway }];
}
