/** Where a note can go, as the options of one select. Pure. */
import type { CardView, NoteTarget } from '../../lib/core/card.ts';
import type { Language } from '../../lib/i18n/create-texts.ts';
import { chosenPerson, numberText } from '../call-card/card-state.ts';
import { byUrgency } from '../call-card/ticket-order.ts';

export interface TargetOption {
  value: string;
  label: string;
  target: NoteTarget;
}
export interface TargetGroups {
  tickets: TargetOption[];
  news: TargetOption[];
  /** Not decided yet. */
  later: TargetOption;
}

export function targetValue(target: NoteTarget): string {
  if (target.kind === 'later') return 'later';
  return target.kind === 'ticket' ? `ticket:${target.ticketId}` : `new:${target.groupId}`;
}

/** Title of a new ticket when no rule of the agent says another. */
export function plainTitle(card: CardView, { texts }: Language): string {
  const who = chosenPerson(card)?.name ?? numberText(card.call);
  const title =
    card.call.direction === 'out' ? texts.note.newTitleOut(who) : texts.note.newTitleIn(who);
  return title.slice(0, 250);
}

/** Open tickets of the person (closed ones after them), a new ticket in each group, or later. */
export function targetsOf(card: CardView, language: Language, title?: string): TargetGroups {
  const { texts } = language;
  const option = (target: NoteTarget, label: string): TargetOption => ({
    value: targetValue(target),
    label,
    target,
  });
  const newTitle = title || plainTitle(card, language);
  return {
    tickets: byUrgency(card.tickets ?? []).map((ticket) =>
      option(
        { kind: 'ticket', ticketId: ticket.id },
        texts.note.ticketOption(ticket.number, ticket.title),
      ),
    ),
    // Zammad makes no ticket without a person.
    news: (chosenPerson(card) ? card.groups : []).map((group) =>
      option({ kind: 'new', title: newTitle, groupId: group.id }, texts.note.newIn(group.name)),
    ),
    later: option({ kind: 'later' }, texts.wrapUp.later),
  };
}

/**
 * The option a note goes to when the agent has not chosen: the kept target, else the ticket the
 * caller was found by, else the most urgent open ticket, else a new ticket, else later.
 */
export function presetTarget(card: CardView, groups: TargetGroups, foundBy?: string): TargetOption {
  const all = [...groups.tickets, ...groups.news, groups.later];
  const kept = card.note.target && targetValue(card.note.target);
  const found = kept && all.find((option) => option.value === kept);
  if (found) return found;
  const by = card.tickets?.find((ticket) => `#${ticket.number}` === foundBy);
  const byTicket = by && groups.tickets.find((option) => option.value === `ticket:${by.id}`);
  if (byTicket) return byTicket;
  const open = byUrgency(card.tickets ?? []).find((ticket) => ticket.kind !== 'closed');
  const firstOpen = open && groups.tickets.find((option) => option.value === `ticket:${open.id}`);
  return firstOpen ?? groups.news[0] ?? groups.tickets[0] ?? groups.later;
}

/** Puts the parts the agent typed (title, owner, priority) into the chosen place. */
export function withDetails(option: TargetOption, kept: NoteTarget | undefined): NoteTarget {
  if (option.target.kind !== 'new' || kept?.kind !== 'new') return option.target;
  if (kept.groupId !== option.target.groupId) return { ...option.target, title: kept.title };
  return { ...kept, title: kept.title.trim() || option.target.title };
}
