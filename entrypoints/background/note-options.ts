/** What a note can be given: lists of this Zammad, and what the agent has set. */
import type { NoteOptions } from '../../lib/core/note-options.ts';
import { roundedMinutes } from '../../lib/core/rounding.ts';
import type { Settings } from '../../lib/core/settings.ts';
import type { Input, Result } from '../../lib/rpc/contract.ts';
import { timeUnits } from '../../lib/zammad/time-accounting.ts';
import type { Accounts, ZammadAccount } from './accounts.ts';
import type { Cards } from './cards.ts';
import { talkedMs } from './note-about.ts';
import { sortedTemplates } from './note-template.ts';
import { titleOf } from './notes.ts';
import { codeOf } from './problem.ts';
import type { ShortCache } from './short-cache.ts';

export interface NoteOptionsDeps {
  cards: Pick<Cards, 'get'>;
  accounts: Pick<Accounts, 'zammad'>;
  settings: () => Settings;
  locale(): 'de' | 'en';
  /** For lists that hardly ever change. */
  cache: ShortCache;
}

export function createNoteOptions(deps: NoteOptionsDeps) {
  function lists({ client, url, userId }: ZammadAccount, groupId: number | undefined) {
    const cached = <T>(what: string, ask: () => Promise<T>) =>
      deps.cache.get(`${url} ${userId} ${what}`, ask);
    return Promise.all([
      cached('groups', () => client.creatableGroups()),
      cached('priorities', () => client.priorities()),
      cached('signshow', () => client.signshow()),
      groupId === undefined ? [] : cached(`owners ${groupId}`, () => client.groupOwners(groupId)),
    ]);
  }

  return async (input: Input<'note.options'>): Promise<Result<NoteOptions>> => {
    const view = deps.cards.get(input.callId)?.view;
    const account = deps.accounts.zammad();
    if (!view) return { ok: false, code: 'call/unknown' };
    if (!account) return { ok: false, code: 'connect/no-token' };
    const settings = deps.settings();
    try {
      const [groups, priorities, about, owners] = await lists(account, input.groupId);
      const talked = talkedMs(view);
      const minutes =
        talked === undefined
          ? 0
          : roundedMinutes(talked, { step: settings.roundMinutes, mode: settings.roundMode });
      const counts = timeUnits(1, about.timeAccountingUnit) !== undefined;
      return {
        ok: true,
        value: {
          groups,
          priorities,
          owners,
          timeAccounting: settings.timeAccounting && about.timeAccounting === true && counts,
          ...(minutes > 0 ? { minutes } : {}),
          title: titleOf(view, settings.ticketTitle, deps.locale()),
          outcomes: settings.outcomes,
          templates: sortedTemplates(settings.templates, view.call.line),
        },
      };
    } catch (error) {
      return { ok: false, code: codeOf(error) };
    }
  };
}
