/**
 * The browser's notifications under the ids that `notices.ts` gives them.
 *
 * Firefox knows no `update`, and `create` under an id that is on screen goes wrong: the desktop tells
 * of the end of the old one a moment later, and that end takes the new one along (Firefox 153,
 * ext-notifications.js: `observe` deletes by id). So each one there gets a name of its own. Firefox
 * calls every end one by the agent, too; what we ended ourselves is therefore kept in mind.
 */
import type { NoticeOptions, NoticesApi } from './notices.ts';

export interface BrowserNotifications {
  create: (name: string, options: NoticeOptions) => Promise<unknown>;
  /** Answers whether it was there. */
  clear: (name: string) => Promise<boolean>;
  update?: (name: string, options: NoticeOptions) => Promise<unknown>;
  getAll: () => Promise<object>;
}

export interface Notifications extends NoticesApi {
  /** Our id of what the browser calls `name`. */
  idOf: (name: string) => string;
  /** Whether this end, told of by the browser, was the agent's doing. Ask once for each end. */
  endedByAgent: (name: string, byUser: boolean) => boolean;
}

export function chromiumNotifications(raw: BrowserNotifications): Notifications {
  return {
    create: (id, options) => raw.create(id, options),
    update: (id, options) => raw.update?.(id, options),
    clear: (id) => raw.clear(id),
    idOf: (name) => name,
    endedByAgent: (_name, byUser) => byUser,
  };
}

export function firefoxNotifications(raw: BrowserNotifications): Notifications {
  const ended = new Set<string>();
  let last = 0;
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<unknown>) => (turn = turn.then(work, work));

  /** Also what the background showed before it was stopped. */
  async function end(id: string): Promise<void> {
    for (const name of Object.keys(await raw.getAll())) {
      // A new one never gets the name of one that may still tell of its end.
      last = Math.max(last, numberOf(name));
      if (idOf(name) !== id) continue;
      ended.add(name);
      if (!(await raw.clear(name))) ended.delete(name);
    }
  }

  return {
    create: (id, options) =>
      inTurn(async () => {
        await end(id);
        last += 1;
        await raw.create(`${id}#${last}`, options);
      }),
    clear: (id) => inTurn(() => end(id)),
    idOf,
    endedByAgent: (name) => !ended.delete(name),
  };
}

function idOf(name: string): string {
  return name.replace(/#\d+$/, '');
}

function numberOf(name: string): number {
  return Number(/#(\d+)$/.exec(name)?.[1] ?? 0);
}
