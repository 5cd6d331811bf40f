/** Words of desktop notifications; they name no more than the card does. */
import type { CardView } from '../../lib/core/card.ts';

const TEXTS = {
  de: { call: 'Anruf', withheld: 'Nummer unterdrückt', on: 'auf', vip: 'VIP' },
  en: { call: 'Call', withheld: 'Number withheld', on: 'on', vip: 'VIP' },
};

export function noticeText(
  view: CardView,
  locale: 'de' | 'en',
): { title: string; message: string } {
  const texts = TEXTS[locale];
  const { call, people, chosen } = view;
  const person = people.find(({ userId }) => userId === chosen);
  const number = call.remote.withheld ? texts.withheld : call.remote.display;
  const name = person?.name ?? call.remote.name;
  const line = call.line.label ?? call.line.display ?? call.line.number;
  const where = [line && `${texts.on} ${line}`, call.queue !== line && call.queue];
  const facts = [person?.organization, name && number, where.filter(Boolean).join(', ')];
  return {
    title: `${texts.call}: ${name || number}${person?.vip ? ` (${texts.vip})` : ''}`,
    message: facts.filter(Boolean).join(' · '),
  };
}
