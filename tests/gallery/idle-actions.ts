import type { Answer, CardActions } from '../../lib/core/card-actions.ts';
import { NOW } from './sample-cards.ts';
import { FIELDS, HITS, MODULES, OPTIONS } from './sample-people.ts';

const done = (): Promise<Answer> => Promise.resolve({ ok: true, value: null });
const give =
  <T>(value: T) =>
  (): Promise<Answer<T>> =>
    Promise.resolve({ ok: true, value });

/** An action that fails with this code. */
export const refuse =
  (code: string, detail?: string) => (): Promise<{ ok: false; code: string; detail?: string }> =>
    Promise.resolve({ ok: false, code, ...(detail !== undefined && { detail }) });

/** Actions that do nothing and succeed. */
export const idleActions: CardActions = {
  openProfile: done,
  openByRule: done,
  openLink: done,
  acceptOffer: done,
  exclude: done,
  searchPeople: give(HITS),
  organizations: give([
    { id: 1, name: 'Kranbau Nord GmbH' },
    { id: 2, name: 'Kranverleih Süd KG' },
  ]),
  numberFields: give(FIELDS),
  choose: done,
  attach: give({ userId: 1 }),
  create: give({ userId: 1 }),
  editNote: done,
  noteOptions: give(OPTIONS),
  tags: give(['crane', 'crane-truck', 'urgent']),
  textModules: give(MODULES),
  openTicket: done,
  newTicket: done,
  pick: done,
  dismiss: done,
  callBack: done,
  copy: done,
  keepNote: give({ keptAt: NOW }),
  sendNote: done,
};
