/** Searching, attaching and creating people on the card. */
import type { PlayedCard } from './card-parts.tsx';
import { refuse } from './idle-actions.ts';
import type { Deed } from './Played.tsx';
import { abroad, nobody, sampleCard, unchosen, withheld } from './sample-cards.ts';
import { HITS } from './sample-people.ts';

const stranger = unchosen(sampleCard(nobody, { remote: abroad }));
const unseen = unchosen(sampleCard({ ...nobody, identity: 'withheld' }, { remote: withheld }));
const search: Deed[] = [{ click: 'search-person' }, { type: 'person-query', text: 'ida' }];
const found: Deed[] = [...search, { settle: 'person-query' }];
const create: Deed[] = [...found, { click: 'new-person' }];
const never = () => new Promise<never>(() => {});

export const peopleCases: Record<string, PlayedCard> = {
  'search, nothing typed': {
    card: stranger,
    deeds: [{ click: 'search-person' }, { focus: 'person-query' }],
  },
  'search, looking': { card: stranger, deeds: search, answers: { searchPeople: never } },
  'search, hits': { card: stranger, deeds: [...search, { focus: 'hit' }] },
  'search, nobody': {
    card: stranger,
    deeds: found,
    answers: { searchPeople: () => Promise.resolve({ ok: true, value: [] }) },
  },
  'search, failed': {
    card: stranger,
    deeds: found,
    answers: { searchPeople: refuse('zammad/unreachable') },
  },
  'search, withheld': { card: unseen, deeds: found },
  'choose, withheld': { card: unseen, deeds: [...search, { click: 'hit' }] },
  'attach number': {
    card: stranger,
    deeds: [...search, { click: 'hit', nth: 1 }, { focus: 'attach' }],
  },
  'attach number, long names': {
    card: stranger,
    deeds: [...search, { click: 'hit', nth: 2 }, { focus: 'attach' }],
  },
  'attach number, field is taken': {
    card: stranger,
    deeds: [...search, { click: 'hit' }, { click: 'attach' }, { focus: 'occupied' }],
    answers: { attach: refuse('person/occupied', '+49 30 111222') },
  },
  'attach number, refused': {
    card: stranger,
    deeds: [...search, { click: 'hit' }, { click: 'attach' }, { focus: 'attach' }],
    answers: { attach: refuse('zammad/forbidden') },
  },
  'new person': { card: stranger, deeds: [...create, { focus: 'create-person' }] },
  'new person, no name': {
    card: stranger,
    deeds: [
      ...create,
      { type: 'firstname', text: '' },
      { type: 'lastname', text: '' },
      { click: 'create-person' },
    ],
  },
  'new person, organisations': {
    card: stranger,
    deeds: [
      ...create,
      { type: 'organization-query', text: 'kran' },
      { settle: 'organization-query' },
    ],
  },
  'new person, very like others': {
    card: stranger,
    deeds: [...create, { click: 'create-person' }, { focus: 'similar' }],
    answers: { create: refuse('person/similar', JSON.stringify(HITS.slice(0, 2))) },
  },
  'new person, refused': {
    card: stranger,
    deeds: [...create, { click: 'create-person' }, { focus: 'create-failed' }],
    answers: { create: refuse('zammad/forbidden') },
  },
};
