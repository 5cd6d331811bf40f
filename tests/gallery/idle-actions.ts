import type { Answer, CardActions } from '../../components/call-card/answer.ts';
import { NOW } from './sample-cards.ts';

const done = (): Promise<Answer> => Promise.resolve({ ok: true, value: null });

/** Actions that do nothing and succeed. */
export const idleActions: CardActions = {
  openProfile: done,
  openTicket: done,
  newTicket: done,
  pick: done,
  dismiss: done,
  callBack: done,
  copy: done,
  keepNote: () => Promise.resolve({ ok: true, value: { keptAt: NOW } }),
  sendNote: done,
};
