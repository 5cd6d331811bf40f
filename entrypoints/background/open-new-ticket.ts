/** A new ticket for a call, filled in: title, facts of the call, group, person. */
import type { CardView } from '../../lib/core/card.ts';
import { filledTitle } from '../../lib/core/note-text.ts';
import { ticketBody } from '../../lib/core/ticket-text.ts';
import type { Navigator, OpenResult } from '../../lib/zammad-ui/navigator.ts';
import type { ZammadAccount } from './accounts.ts';
import { localeOf, type Preferences } from './preferences.ts';
import { ticketCall } from './ticket-call.ts';

/** How long a click waits for the list of groups before the form opens without one. */
const GROUPS_MS = 2_000;

export interface NewTicketFor {
  zammad: ZammadAccount;
  view: CardView;
  /** Absent: the chosen person, if there is one. */
  userId: number | undefined;
  nav: Navigator;
}

/** Always a task of its own; drafts in others are not touched. */
export async function openNewTicket(
  deps: { preferences: Preferences; newId: () => string },
  { zammad, view, userId, nav }: NewTicketFor,
): Promise<OpenResult> {
  const { preferences } = deps;
  const language = await nav.language().catch(() => undefined);
  if (language) await preferences.learn({ locale: localeOf(language) });
  const locale = preferences.locale();
  const call = ticketCall(view.call);
  const person = view.people.find((each) => each.userId === (userId ?? view.chosen));
  const groups = await groupsOf(zammad, view);
  const { groupId: last } = preferences.habits();
  const groupId = last !== undefined && groups.includes(last) ? last : groups[0];
  return nav.openNewTicket({
    id: deps.newId(),
    title: filledTitle(
      preferences.settings().ticketTitle,
      { ...call, name: person?.name ?? view.call.remote.name },
      locale,
    ),
    body: ticketBody(call, locale),
    sender: view.call.direction === 'out' ? 'phone-out' : 'phone-in',
    groupId,
    ...(person && {
      customer: {
        id: person.userId,
        label: person.email ? `${person.name} <${person.email}>` : person.name,
      },
    }),
  });
}

/** A click may come before the card has learned its groups. */
async function groupsOf(zammad: ZammadAccount, view: CardView): Promise<number[]> {
  const known = view.groups.map(({ id }) => id);
  if (known.length > 0) return known;
  const late = new Promise<never[]>((resolve) => setTimeout(() => resolve([]), GROUPS_MS));
  const asked = zammad.client.creatableGroups().catch(() => []);
  return (await Promise.race([asked, late])).map(({ id }: { id: number }) => id);
}
