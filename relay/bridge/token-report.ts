/** What a token may do at this bridge, and what it lacks: asked, not guessed. Rule BR5. */
import { ZammadError } from '../../lib/zammad/zammad-error.ts';
import type { Account } from './sign-in.ts';

export interface TokenReport {
  login: string;
  contacts: boolean;
  notes: boolean;
  newTickets: boolean;
  /** A sentence for each thing that does not work, and what it needs. */
  missing: string[];
}

/** Reads only. @throws ZammadError when Zammad cannot be asked */
export async function tokenReport(account: Account): Promise<TokenReport> {
  const { zammad, userId, login } = account;
  const [contacts, notes, groups] = await Promise.all([
    allowed(() => zammad.usersByChange(1, 1)),
    allowed(() => zammad.customerTickets(userId)),
    zammad.creatableGroups().catch(refused(() => [])),
  ]);
  const newTickets = notes && groups.length > 0;
  const missing = [
    contacts ? '' : 'Contacts: the token needs ticket.agent (or admin.user).',
    notes ? '' : 'Call notes, tickets and follow-ups: the token needs ticket.agent.',
    !notes || newTickets ? '' : 'New tickets: its owner needs a group with the right "create".',
  ].filter(Boolean);
  return { login, contacts, notes, newTickets, missing };
}

async function allowed(ask: () => Promise<unknown>): Promise<boolean> {
  return ask().then(
    () => true,
    refused(() => false),
  );
}

function refused<R>(answer: () => R): (error: unknown) => R {
  return (error) => {
    if (error instanceof ZammadError && error.code === 'zammad/forbidden') return answer();
    throw error;
  };
}
