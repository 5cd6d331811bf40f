/**
 * What runs leave behind in a real Zammad: tickets of callers, open tasks, access tokens. Everything
 * is told by what a run makes, and only the two test agents' own tasks are closed.
 */
import type { Page } from '@playwright/test';
import { askZammad } from './ask-zammad.ts';
import type { ZammadTarget } from './target.ts';

/** Beginnings of the titles that the card gives to new tickets. */
const TITLES = ['Call from ', 'Call to ', 'Anruf von ', 'Anruf an '];
/** More than a run makes. */
const NEWEST = 100;

interface Ticket {
  id: number;
  title: string;
  state: string;
}

/** Closes the tickets and tasks of earlier runs, so that callers have their prepared tickets only. */
export async function tidy(target: ZammadTarget): Promise<void> {
  if (target.sandbox) return;
  const tickets = await askZammad<Ticket[]>(
    target,
    target.agents[0],
    'GET',
    `tickets?expand=true&page=1&per_page=${NEWEST}&sort_by=created_at&order_by=desc`,
  );
  for (const { id, title, state } of tickets) {
    if (state === 'closed' || !TITLES.some((beginning) => title.startsWith(beginning))) continue;
    await askZammad(target, target.agents[0], 'PUT', `tickets/${id}`, { state: 'closed' });
  }
  for (const agent of target.agents) {
    for (const { id } of await askZammad<{ id: number }[]>(target, agent, 'GET', 'taskbar')) {
      await askZammad(target, agent, 'DELETE', `taskbar/${id}`);
    }
  }
}

/** Ids of the agent's access tokens; a token may not ask for them, so the signed-in page does. */
export function accessTokens(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const answer = await fetch('/api/v1/user_access_token');
    const { tokens } = (await answer.json()) as { tokens: { id: number }[] };
    return tokens.map(({ id }) => id);
  });
}

/** Revokes a token from the signed-in page; answers whether Zammad did it. */
export function revokeToken(page: Page, id: number): Promise<boolean> {
  return page.evaluate(async (token) => {
    const session = await fetch('/api/v1/signshow');
    const answer = await fetch(`/api/v1/user_access_token/${token}`, {
      method: 'DELETE',
      headers: { 'X-CSRF-Token': session.headers.get('CSRF-TOKEN') ?? '' },
    });
    return answer.ok;
  }, id);
}
