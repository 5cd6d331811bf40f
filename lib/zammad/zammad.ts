import { createArticles } from './articles.ts';
import { createCtiLog } from './cti-log.ts';
import { createLists } from './lists.ts';
import { createMe } from './me.ts';
import { createOrganizations } from './organizations.ts';
import { createPeople } from './people.ts';
import { createPersonState } from './person-state.ts';
import { createRequest, type RequestDeps } from './request.ts';
import { createSession } from './session.ts';
import { createTags } from './tags.ts';
import { createTaskbar } from './taskbar.ts';
import { createTextModules } from './text-modules.ts';
import { createTickets } from './tickets.ts';
import { createTimeAccounting } from './time-accounting.ts';

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
    ...createPersonState(request),
    ...createOrganizations(request),
    ...createTickets(request),
    ...createTags(request),
    ...createTextModules(request),
    ...createTimeAccounting(request),
    ...createArticles(request),
    ...createCtiLog(request),
    ...createLists(request),
    ...createTaskbar(request),
    ...createSession(request),
  };
}
