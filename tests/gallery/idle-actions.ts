import type { Answer, CardActions } from '../../lib/core/card-actions.ts';
import { NOW } from './sample-cards.ts';

const done = (): Promise<Answer> => Promise.resolve({ ok: true, value: null });

/** Actions that do nothing and succeed. */
export const idleActions: CardActions = {
  openProfile: done,
  openByRule: done,
  openLink: done,
  acceptOffer: done,
  exclude: done,
  searchPeople: () => Promise.resolve({ ok: true, value: [] }),
  organizations: () => Promise.resolve({ ok: true, value: [] }),
  numberFields: () => Promise.resolve({ ok: true, value: [{ id: 'phone' }, { id: 'mobile' }] }),
  choose: done,
  attach: () => Promise.resolve({ ok: true, value: { userId: 1 } }),
  create: () => Promise.resolve({ ok: true, value: { userId: 1 } }),
  editNote: done,
  noteOptions: () =>
    Promise.resolve({
      ok: true,
      value: {
        groups: [],
        priorities: [],
        owners: [],
        timeAccounting: true,
        minutes: 3,
        outcomes: [],
        templates: [],
      },
    }),
  tags: () => Promise.resolve({ ok: true, value: [] }),
  textModules: () => Promise.resolve({ ok: true, value: [] }),
  openTicket: done,
  newTicket: done,
  pick: done,
  dismiss: done,
  callBack: done,
  copy: done,
  keepNote: () => Promise.resolve({ ok: true, value: { keptAt: NOW } }),
  sendNote: done,
};
