/** States of the card that an agent's hand brings about, but for the note and the search. */
import { MATCH_KINDS } from '../../lib/core/agent-call.ts';
import type { PlayedCard } from './card-parts.tsx';
import { refuse } from './idle-actions.ts';
import { abroad, ended, nobody, sampleCard, SHARED, talking, unchosen } from './sample-cards.ts';

const mentioned = sampleCard(
  { people: [{ ...sampleCard().people[0]!, reason: { kind: 'mentioned', detail: '#12345' } }] },
  ended,
);

export const usedCases: Record<string, PlayedCard> = {
  more: { card: mentioned, deeds: [{ click: 'more' }, { focus: 'more-actions' }] },
  'more, talking': {
    card: sampleCard({}, talking),
    deeds: [{ click: 'more' }, { focus: 'more-actions' }],
  },
  'more, nobody': {
    card: unchosen(sampleCard(nobody, { remote: abroad })),
    deeds: [{ click: 'more' }, { focus: 'more-actions' }],
  },
  'more, copied': {
    card: mentioned,
    deeds: [{ click: 'more' }, { click: 'copy-number' }, { focus: 'copy-number' }],
  },
  'all tickets': { card: sampleCard(), deeds: [{ click: 'all-tickets' }] },
  'all people': {
    card: unchosen(sampleCard({ people: SHARED })),
    deeds: [{ click: 'all-people' }],
  },
  'every reason': {
    card: unchosen(
      sampleCard({
        people: MATCH_KINDS.map((kind, at) => ({
          ...SHARED[1]!,
          userId: 70 + at,
          name: `Ida ${at + 1}`,
          organization: `Kran ${at + 1} GmbH`,
          reason: { kind },
        })),
      }),
    ),
    deeds: [{ click: 'all-people' }],
  },
  'the others again': {
    card: sampleCard({ people: SHARED, chosen: 22 }),
    deeds: [{ click: 'more' }, { click: 'other-people' }],
  },
  'not them, undo': {
    card: unchosen(sampleCard({ people: SHARED })),
    deeds: [{ click: 'exclude', nth: 1 }, { focus: 'undo-exclude' }],
  },
  'an action failed': {
    card: sampleCard(),
    deeds: [{ click: 'open-profile' }, { focus: 'problem' }],
    answers: { openProfile: refuse('zammad/unreachable') },
  },
  'draft of a colleague taken over': {
    card: sampleCard(
      {},
      {
        ...talking,
        transferredFrom: { agent: 'Anna', talkedMs: 130_000, draft: 'Sling torn at 2 m.' },
      },
    ),
    deeds: [{ click: 'take-over' }],
  },
};
