/** `call.open`: brings person, ticket or a new ticket on screen in the agent's Zammad tab. */
import type { CardView } from '../../lib/core/card.ts';
import type { Input, Opened, Result } from '../../lib/rpc/contract.ts';
import { ticketBody, ticketTitle } from '../../lib/core/ticket-text.ts';
import type { PageApi } from '../../lib/zammad-ui/browser-tabs.ts';
import { createNavigator, type Navigator, type OpenResult } from '../../lib/zammad-ui/navigator.ts';
import { ZammadError } from '../../lib/zammad/zammad-error.ts';
import type { Accounts, ZammadAccount } from './accounts.ts';
import type { Cards } from './cards.ts';
import { localeOf, type Preferences } from './preferences.ts';
import { ticketCall } from './ticket-call.ts';

export interface OpenCallDeps {
  accounts: Accounts;
  cards: Cards;
  page: PageApi;
  preferences: Preferences;
  newId: () => string;
}

/** How long a click waits for the list of groups before the form opens without one. */
const GROUPS_MS = 2_000;

export type OpenCall = ReturnType<typeof createOpenCall>;

export function createOpenCall(deps: OpenCallDeps) {
  const { accounts, cards, preferences } = deps;

  function navigator(zammad: ZammadAccount, fromTab: number | undefined): Navigator {
    return createNavigator({
      url: zammad.url,
      page: deps.page,
      fromTab,
      flavour: preferences.habits().flavour,
      async keepTask(ticket) {
        await zammad.client.createTaskbar({
          key: `TicketCreateScreen-${ticket.id}`,
          callback: 'TicketCreate',
          params: { id: ticket.id },
          state: {
            title: ticket.title,
            body: ticket.body,
            // The form reads the one, the label in the sidebar the other.
            articleSenderType: ticket.sender,
            formSenderType: ticket.sender,
            ...(ticket.groupId === undefined ? {} : { group_id: ticket.groupId }),
            ...(ticket.customer ? { customer_id: ticket.customer.id } : {}),
          },
          prio: 1,
        });
      },
    });
  }

  /** Known from this card, or asked for: a person that is gone hangs Zammad's page. */
  async function exists(zammad: ZammadAccount, view: CardView, userId: number): Promise<boolean> {
    if (view.chosen === userId && view.tickets !== undefined) return true;
    try {
      await zammad.client.user(userId);
      return true;
    } catch (error) {
      if (error instanceof ZammadError && error.code === 'zammad/not-found') return false;
      throw error;
    }
  }

  /** A click may come before the card has learned its groups. */
  async function groupsOf(zammad: ZammadAccount, view: CardView): Promise<number[]> {
    const known = view.groups.map(({ id }) => id);
    if (known.length > 0) return known;
    const late = new Promise<never[]>((resolve) => setTimeout(() => resolve([]), GROUPS_MS));
    const asked = zammad.client.creatableGroups().catch(() => []);
    return (await Promise.race([asked, late])).map(({ id }: { id: number }) => id);
  }

  async function newTicket(
    zammad: ZammadAccount,
    view: CardView,
    userId: number | undefined,
    nav: Navigator,
  ): Promise<OpenResult> {
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
      title: ticketTitle(call, locale),
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

  async function open(
    zammad: ZammadAccount,
    view: CardView,
    input: Input<'call.open'>,
    nav: Navigator,
  ): Promise<OpenResult | { ok: false; code: string }> {
    const userId = input.userId ?? view.chosen;
    switch (input.what) {
      case 'profile': {
        if (userId === undefined) return { ok: false, code: 'call/no-person' };
        if (!(await exists(zammad, view, userId))) return { ok: false, code: 'zammad/not-found' };
        return nav.openProfile(userId);
      }
      case 'ticket': {
        if (input.ticketId === undefined) return { ok: false, code: 'internal/invalid' };
        const known = view.tickets?.some(({ id }) => id === input.ticketId);
        if (!known) await zammad.client.ticket(input.ticketId);
        return nav.openTicket(input.ticketId);
      }
      case 'new-ticket':
        return newTicket(zammad, view, input.userId, nav);
      case 'rule':
      case 'link':
        return { ok: false, code: 'internal/invalid' };
    }
  }

  return {
    async open(input: Input<'call.open'>, fromTab: number | undefined): Promise<Result<Opened>> {
      const view = cards.get(input.callId)?.view;
      const zammad = accounts.zammad();
      if (!view) return { ok: false, code: 'call/unknown' };
      if (!zammad) return { ok: false, code: 'connect/no-token' };
      try {
        const done = await open(zammad, view, input, navigator(zammad, fromTab));
        if (!done.ok) return { ok: false, code: done.code };
        if (done.flavour !== preferences.habits().flavour) {
          await preferences.learn({ flavour: done.flavour });
        }
        return { ok: true, value: { where: done.where } };
      } catch (error) {
        if (!(error instanceof ZammadError)) throw error;
        return { ok: false, code: error.code };
      }
    },

    /** A notification was clicked: the right tab, and the person when one is known. */
    async show(callId: string): Promise<void> {
      const zammad = accounts.zammad();
      if (!zammad) return;
      const userId = cards.get(callId)?.view.chosen;
      if (userId !== undefined) {
        const opened = await this.open({ callId, what: 'profile', userId }, undefined);
        if (opened.ok) return;
      }
      await navigator(zammad, undefined).focus();
    },

    /** The agent's Zammad to the front, whatever it shows. Returns its tab, when it was open. */
    async focus(): Promise<number | undefined> {
      const zammad = accounts.zammad();
      const done = zammad && (await navigator(zammad, undefined).focus());
      return done?.ok ? done.tabId : undefined;
    },
  };
}
