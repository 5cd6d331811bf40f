import { createArticles } from './articles.ts';
import { createCtiLog } from './cti-log.ts';
import { createLists } from './lists.ts';
import { createMe } from './me.ts';
import { createPeople } from './people.ts';
import { createRequest, type RequestDeps } from './request.ts';
import { createSession } from './session.ts';
import { createTaskbar } from './taskbar.ts';
import { createTickets } from './tickets.ts';

export type ZammadDeps = RequestDeps;
export type Zammad = ReturnType<typeof createZammad>;

/**
 * Zammad's REST interface, as one person (the owner of the token). Works with 5.x and 6.x.
 * Every method fails with a `ZammadError`; only GETs are repeated, once, after a lost connection.
 */
export function createZammad(deps: ZammadDeps) {
  const request = createRequest(deps);
  return {
    ...createMe(request),
    ...createPeople(request),
    ...createTickets(request),
    ...createArticles(request),
    ...createCtiLog(request),
    ...createLists(request),
    ...createTaskbar(request),
    ...createSession(request),
  };
}
