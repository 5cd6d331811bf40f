/**
 * Reads everything, page by page: organisations, people, and last whether those who were not seen
 * are really gone. Each step is one request or two, and the position it answers survives a restart.
 * Rules DS1, DS3.
 */
import { ZammadError } from '../../lib/zammad/zammad-error.ts';
import type { Log } from '../agents/log.ts';
import type { OrganizationsStore } from './organizations-store.ts';
import type { PeopleStore } from './people-store.ts';
import type { SyncPosition } from './sync-position.ts';
import type { Reads } from './sync-source.ts';
import type { Taking } from './sync-take.ts';

/** So few may go at once without suspicion. */
const SMALL = 20;
/** So many are asked for by id in one request. */
const BY_ID = 100;

export interface Pass {
  /** @returns where it goes on; `part` is undefined when the pass is over */
  step(position: SyncPosition): Promise<SyncPosition>;
  /** The last pass left many in the directory whom Zammad does not show. */
  suspicious(): boolean;
}

export function createPass(deps: {
  reads: Reads;
  taking: Taking;
  people: Pick<PeopleStore, 'unseen' | 'seen'>;
  organizations: Pick<OrganizationsStore, 'unseen' | 'seen'>;
  /** People in the directory. */
  size: () => number;
  /** The administrator said that so many are really gone. */
  accepted: () => Promise<boolean>;
  log: Log;
}): Pass {
  const { reads, taking, log } = deps;
  let suspicious = false;

  /** Ids only rise: whoever repeats pages is told from an end. @throws ZammadError */
  function checkOrder(rows: readonly { id: number }[], lastId: number): void {
    if (rows.some(({ id }) => id <= lastId)) {
      throw new ZammadError('zammad/broken', { detail: 'pages are repeated' });
    }
  }
  const onwards = (position: SyncPosition, rows: readonly { id: number }[]): SyncPosition => ({
    ...position,
    page: position.page + 1,
    lastId: rows.reduce((highest, { id }) => Math.max(highest, id), position.lastId),
  });

  async function organizations(position: SyncPosition): Promise<SyncPosition> {
    const records = await reads.organizations('id', position.page);
    if (records.length === 0) return { ...position, part: 'people', page: 1, lastId: 0 };
    checkOrder(records, position.lastId);
    await taking.organizations(records, position.pass);
    return onwards(position, records);
  }

  async function people(position: SyncPosition): Promise<SyncPosition> {
    const { page, lastId, pass } = position;
    const users = await reads.people(page);
    checkOrder(users, lastId);
    // Somebody of an earlier page was deleted meanwhile: everybody behind moved up by one.
    if (page > 1 && (users[0]?.id ?? Infinity) > lastId + 1) {
      await taking.people(await reads.people(page - 1), pass);
    }
    await taking.people(users, pass);
    if (users.length === 0) return { ...position, part: 'gone', page: 0, lastId: 0 };
    return onwards(position, users);
  }

  /** Whom neither this pass nor the one before saw is asked for by id, and goes if that says so, too. */
  async function gone(position: SyncPosition): Promise<SyncPosition> {
    const { pass } = position;
    const over = { ...position, part: undefined, page: 0, lastId: 0 };
    const unseen = await deps.people.unseen(pass - 1);
    const unseenOrganizations = await deps.organizations.unseen(pass - 1);
    suspicious =
      tooMany(unseen.length, deps.size()) ||
      tooMany(unseenOrganizations.length, taking.organizationCount());
    if (suspicious && !(await deps.accepted())) {
      log.warn(
        { people: unseen.length, organizations: unseenOrganizations.length },
        'directory: Zammad now shows less than half of what it did; kept everybody. Has the token of the relay lost ticket.agent?',
      );
      return over;
    }
    const ids = unseen.slice(0, BY_ID);
    if (ids.length > 0) {
      const found = (await reads.peopleByIds(ids)).filter(({ id }) => ids.includes(id));
      await taking.people(found, pass);
      const there = new Set(found.map(({ id }) => id));
      await taking.removePeople(ids.filter((id) => !there.has(id)));
      return position;
    }
    const [id] = unseenOrganizations;
    if (id === undefined) return over;
    if (await exists(id)) await deps.organizations.seen([id], pass);
    else await taking.removeOrganizations([id]);
    return position;
  }

  async function exists(id: number): Promise<boolean> {
    try {
      await reads.organization(id);
      return true;
    } catch (error) {
      if (error instanceof ZammadError && error.code === 'zammad/not-found') return false;
      throw error;
    }
  }

  return {
    suspicious: () => suspicious,
    step(position) {
      switch (position.part) {
        case 'organizations':
          return organizations(position);
        case 'people':
          return people(position);
        case 'gone':
          return gone(position);
        case undefined:
          return organizations({
            ...position,
            pass: position.pass + 1,
            part: 'organizations',
            page: 1,
            lastId: 0,
          });
      }
    },
  };
}

function tooMany(unseen: number, all: number): boolean {
  return unseen > SMALL && unseen > all / 2;
}
