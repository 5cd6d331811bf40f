/** Brings person, ticket, new ticket or a link of a call on screen: by a click, by a rule, by an offer. */
import type { CardView } from '../../lib/core/card.ts';
import type { OpenWhat } from '../../lib/core/settings.ts';
import type { Input, Opened, Result } from '../../lib/rpc/contract.ts';
import { directionOf } from '../../lib/core/rules/moment.ts';
import { ruleFor } from '../../lib/core/rules/decide.ts';
import { type OpenTarget, targetOf } from '../../lib/core/rules/target.ts';
import { urlValues } from '../../lib/core/rules/url-values.ts';
import { fillUrl } from '../../lib/core/url-template.ts';
import type { PageApi } from '../../lib/zammad-ui/browser-tabs.ts';
import { createNavigator, type Navigator } from '../../lib/zammad-ui/navigator.ts';
import { ZammadError } from '../../lib/zammad/zammad-error.ts';
import type { Accounts, ZammadAccount } from './accounts.ts';
import type { Cards } from './cards.ts';
import { openNewTicket } from './open-new-ticket.ts';
import type { Preferences } from './preferences.ts';

export interface OpenCallDeps {
  accounts: Accounts;
  cards: Cards;
  page: PageApi;
  preferences: Preferences;
  newId: () => string;
  now?: () => number;
  /** The tab of Zammad that acts, for what nobody clicked. */
  actingTab?: () => number | undefined;
  /** Puts the focus into the card of this call in that tab. */
  focusCard?: (tabId: number | undefined, callId: string) => void;
}

type Done = Awaited<ReturnType<Navigator['focus']>> | { ok: false; code: string; detail?: string };
type Act = (zammad: ZammadAccount, view: CardView, nav: Navigator) => Promise<Done>;

export type OpenCall = ReturnType<typeof createOpenCall>;

export function createOpenCall(deps: OpenCallDeps) {
  const { accounts, cards, preferences } = deps;
  const now = deps.now ?? (() => Date.now());

  function navigator(
    zammad: ZammadAccount,
    fromTab: number | undefined,
    quietly?: boolean,
  ): Navigator {
    return createNavigator({
      url: zammad.url,
      page: deps.page,
      fromTab: fromTab ?? deps.actingTab?.(),
      flavour: preferences.habits().flavour,
      quietly,
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

  const profile =
    (userId: number | undefined): Act =>
    async (zammad, view, nav) => {
      if (userId === undefined) return { ok: false, code: 'call/no-person' };
      if (!(await exists(zammad, view, userId))) return { ok: false, code: 'zammad/not-found' };
      return nav.openProfile(userId);
    };
  const ticket =
    (ticketId: number): Act =>
    async (zammad, view, nav) => {
      const known = view.tickets?.some(({ id }) => id === ticketId);
      if (!known) await zammad.client.ticket(ticketId);
      return nav.openTicket(ticketId);
    };
  const newTicket =
    (userId: number | undefined): Act =>
    (zammad, view, nav) =>
      openNewTicket({ preferences, newId: deps.newId }, { zammad, view, userId, nav });
  const url =
    (template: string): Act =>
    async (zammad, view, nav) => {
      const { number } = view.call.remote;
      const national =
        number === undefined ? undefined : accounts.phone().national(number.slice(1));
      const filled = fillUrl(template, urlValues(view, { national, agent: zammad.name }));
      return filled.ok ? nav.openUrl(filled.url) : filled;
    };

  /** What a rule's word means for this caller. */
  function acts(what: Exclude<OpenWhat, 'nothing'>): Act {
    return async (zammad, view, nav) => {
      const { recentDays, ruleUrl } = preferences.settings();
      const target = targetOf(what, view, { recentDays, now: now() });
      if (!target) return { ok: false, code: 'call/no-person' };
      return actOf(target, ruleUrl)(zammad, view, nav);
    };
  }
  function actOf(target: OpenTarget, ruleUrl: string): Act {
    switch (target.kind) {
      case 'profile':
        return async (zammad, view, nav) => {
          const done = await profile(target.userId)(zammad, view, nav);
          // Desktop 6.5 has no page for people: their ticket shows them at its side.
          if (done.ok || done.code !== 'open/elsewhere' || target.latest === undefined) return done;
          return ticket(target.latest)(zammad, view, nav);
        };
      case 'ticket':
        return ticket(target.ticketId);
      case 'new-ticket':
        return newTicket(target.userId);
      case 'url':
        return ruleUrl === '' ? async () => ({ ok: false, code: 'open/bad-url' }) : url(ruleUrl);
    }
  }

  function actOfClick(input: Input<'call.open'>, view: CardView): Act | string {
    switch (input.what) {
      case 'profile':
        return profile(input.userId ?? view.chosen);
      case 'ticket':
        return input.ticketId === undefined ? 'internal/invalid' : ticket(input.ticketId);
      case 'new-ticket':
        return newTicket(input.userId);
      case 'rule': {
        const { rules } = preferences.settings();
        const what = ruleFor(rules, directionOf(view.call) ?? 'in', 'click', view);
        return what === undefined || what === 'nothing' ? 'open/no-rule' : acts(what);
      }
      case 'link': {
        const link = preferences.settings().links[input.link ?? -1];
        return link ? url(link.url) : 'internal/invalid';
      }
    }
  }

  async function run(
    callId: string,
    act: (view: CardView) => Act | string,
    how: { fromTab?: number | undefined; quietly?: boolean },
  ): Promise<Result<Opened>> {
    const view = cards.get(callId)?.view;
    const zammad = accounts.zammad();
    if (!view) return { ok: false, code: 'call/unknown' };
    if (!zammad) return { ok: false, code: 'connect/no-token' };
    const chosen = act(view);
    if (typeof chosen === 'string') return { ok: false, code: chosen };
    try {
      const done = await chosen(zammad, view, navigator(zammad, how.fromTab, how.quietly));
      if (!done.ok) {
        const detail = 'detail' in done ? done.detail : undefined;
        return { ok: false, code: done.code, ...(detail === undefined ? {} : { detail }) };
      }
      if (done.flavour !== preferences.habits().flavour) {
        await preferences.learn({ flavour: done.flavour });
      }
      return { ok: true, value: { where: done.where } };
    } catch (error) {
      if (!(error instanceof ZammadError)) throw error;
      return { ok: false, code: error.code };
    }
  }

  return {
    /** A click: may leave what is on screen (Zammad keeps it in its task), and brings the tab to the front. */
    async open(input: Input<'call.open'>, fromTab: number | undefined): Promise<Result<Opened>> {
      const done = await run(input.callId, (view) => actOfClick(input, view), { fromTab });
      // From here on no rule takes the agent somewhere else.
      if (done.ok && input.what !== 'link') cards.opened(input.callId, 'hand');
      return done;
    },

    /** What a rule would have opened, had the agent not been busy. */
    async accept(callId: string, fromTab: number | undefined): Promise<Result<Opened>> {
      const offer = cards.get(callId)?.view.offer;
      if (!offer || offer.until <= now()) return { ok: false, code: 'open/no-offer' };
      const done = await run(callId, () => acts(offer.what), { fromTab });
      if (done.ok) cards.opened(callId, offer.what);
      return done;
    },

    /** Nobody clicked. `open/busy`, `open/no-page` and `open/elsewhere`: nothing was touched. */
    byRule: (callId: string, what: Exclude<OpenWhat, 'nothing'>): Promise<Result<Opened>> =>
      run(callId, () => acts(what), { quietly: true }),

    /**
     * A notification was clicked: the right window and tab, the card of this call, and the person
     * when one is known and nothing is being written there.
     */
    async show(callId: string): Promise<void> {
      const zammad = accounts.zammad();
      if (!zammad) return;
      cards.change(callId, (view) => (view.dismissed ? { ...view, dismissed: false } : view));
      const view = cards.get(callId)?.view;
      const nav = navigator(zammad, undefined);
      const busy = await nav.isBusy().catch(() => false);
      if (!busy && view?.offer) await this.accept(callId, undefined);
      else if (!busy && view?.chosen !== undefined)
        await this.open({ callId, what: 'profile', userId: view.chosen }, undefined);
      const done = await nav.focus();
      if (done.ok) deps.focusCard?.(done.tabId, callId);
    },

    /** The agent's Zammad to the front, whatever it shows. Returns its tab, when it was open. */
    async focus(): Promise<number | undefined> {
      const zammad = accounts.zammad();
      const done = zammad && (await navigator(zammad, undefined).focus());
      return done?.ok ? done.tabId : undefined;
    },
  };
}
