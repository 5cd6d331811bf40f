/** Tickets and contacts as the app lists them beside a call. Rule BR21. */
import { personName } from '../../lib/zammad/people.ts';
import type { ZammadTicket } from '../../lib/zammad/types.ts';
import { ZammadError } from '../../lib/zammad/zammad-error.ts';
import type { Account } from './sign-in.ts';

/** The public framework's `LabeledIntegrationEntity`. */
export interface LabeledEntity {
  id: string;
  type: 'tickets' | 'contacts' | 'tasks';
  source: 'zammad';
  label: string;
}

/** The tickets of a person that the token may see, open ones first. @throws ZammadError */
export async function ticketsOf({ zammad }: Account, contactId: number): Promise<LabeledEntity[]> {
  const { open, closed } = await zammad.customerTickets(contactId);
  return [...open, ...closed].map((ticket) => labeled(ticket, 'tickets'));
}

/** @returns null when there is none, or none of that type in Zammad. @throws ZammadError */
export async function oneEntity(
  { zammad }: Account,
  type: string,
  id: number,
): Promise<LabeledEntity | null> {
  try {
    if (type === 'tickets' || type === 'tasks') return labeled(await zammad.ticket(id), type);
    if (type !== 'contacts') return null;
    const user = await zammad.user(id);
    const label = [personName(user), user.organization].filter(Boolean).join(', ');
    return { id: String(id), type, source: 'zammad', label };
  } catch (error) {
    if (error instanceof ZammadError && error.code === 'zammad/not-found') return null;
    throw error;
  }
}

function labeled(ticket: ZammadTicket, type: 'tickets' | 'tasks'): LabeledEntity {
  const { id, number, title, stateName } = ticket;
  return { id: String(id), type, source: 'zammad', label: `#${number} ${title} (${stateName})` };
}
