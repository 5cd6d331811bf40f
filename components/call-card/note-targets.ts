/** Where a note can go, as the options of one select. Pure. */
import type { CardView, NoteTarget } from '../../lib/core/card.ts';
import type { Language } from '../../lib/i18n/create-texts.ts';
import { chosenPerson, numberText } from './card-state.ts';
import { byUrgency } from './TicketList.tsx';

export interface TargetOption {
  value: string;
  label: string;
  target: NoteTarget;
}
export interface TargetGroups {
  tickets: TargetOption[];
  news: TargetOption[];
}

export function targetValue(target: NoteTarget): string {
  if (target.kind === 'later') return 'later';
  return target.kind === 'ticket' ? `ticket:${target.ticketId}` : `new:${target.groupId}`;
}

/** Open tickets of the person (closed ones after them), then a new ticket in each group. */
export function targetsOf(card: CardView, { texts }: Language): TargetGroups {
  const who = chosenPerson(card)?.name ?? numberText(card.call);
  const title =
    card.call.direction === 'out' ? texts.note.newTitleOut(who) : texts.note.newTitleIn(who);
  const option = (target: NoteTarget, label: string): TargetOption => ({
    value: targetValue(target),
    label,
    target,
  });
  return {
    tickets: byUrgency(card.tickets ?? []).map((ticket) =>
      option(
        { kind: 'ticket', ticketId: ticket.id },
        texts.note.ticketOption(ticket.number, ticket.title),
      ),
    ),
    // Zammad makes no ticket without a person.
    news: (chosenPerson(card) ? card.groups : []).map((group) =>
      option(
        { kind: 'new', title: title.slice(0, 250), groupId: group.id },
        texts.note.newIn(group.name),
      ),
    ),
  };
}

/**
 * The option a note goes to when the agent has not chosen: the kept target, else the most urgent
 * open ticket, else a new ticket.
 */
export function presetTarget(card: CardView, groups: TargetGroups): TargetOption | undefined {
  const all = [...groups.tickets, ...groups.news];
  const kept = card.note.target && targetValue(card.note.target);
  const found = kept && all.find((option) => option.value === kept);
  if (found) return found;
  const open = byUrgency(card.tickets ?? []).find((ticket) => ticket.kind !== 'closed');
  const firstOpen = open && groups.tickets.find((option) => option.value === `ticket:${open.id}`);
  return firstOpen ?? groups.news[0] ?? groups.tickets[0];
}
