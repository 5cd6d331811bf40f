/** The note in the hands of an agent. */
import type { PlayedCard } from './card-parts.tsx';
import { refuse } from './idle-actions.ts';
import { ended, NOW, sampleCard, talking } from './sample-cards.ts';
import { OPTIONS } from './sample-people.ts';

const text = 'Hook stops at 2 m, only with the long sling.';
const written = { text, internal: true, status: 'draft' as const, keptAt: NOW - 9_000 };
const sent = sampleCard(
  {
    note: {
      ...written,
      status: 'sent',
      ticket: { id: 2, number: '39002' },
      editableUntil: NOW + 240_000,
    },
  },
  ended,
);
const never = () => new Promise<never>(() => {});

export const noteCases: Record<string, PlayedCard> = {
  'entered, nothing written': { card: sampleCard({}, talking), deeds: [{ focus: 'note-text' }] },
  'not kept': {
    card: sampleCard({ note: written }, talking),
    deeds: [{ type: 'note-text', text: `${text} More.` }, { focus: 'note-save' }],
    answers: { keepNote: refuse('internal/no-answer') },
  },
  more: {
    card: sampleCard({ note: { ...written, tags: ['crane'], outcome: 'Order' } }, ended),
    deeds: [{ click: 'note-more' }, { focus: 'note-minutes' }],
  },
  'more, choices are under way': {
    card: sampleCard({ note: written }, ended),
    deeds: [{ click: 'note-more' }],
    answers: { noteOptions: never },
  },
  'more, no time accounting': {
    card: sampleCard({ note: written }, ended),
    deeds: [{ click: 'note-more' }],
    answers: {
      noteOptions: () =>
        Promise.resolve({ ok: true, value: { ...OPTIONS, timeAccounting: false, templates: [] } }),
    },
  },
  'more, tags': {
    card: sampleCard({ note: { ...written, tags: ['crane', 'Kransonnenscheinschirm'] } }, ended),
    deeds: [{ click: 'note-more' }, { type: 'note-tag', text: 'cra' }, { settle: 'note-tag' }],
  },
  'more, follow-up on a day of one’s own': {
    card: sampleCard({ note: { ...written, followUpAt: NOW + 9 * 86_400_000 } }, ended),
    deeds: [{ click: 'note-more' }],
  },
  'new ticket': {
    card: sampleCard(
      { note: { ...written, target: { kind: 'new', title: 'Call from Ida Plus', groupId: 2 } } },
      talking,
    ),
    deeds: [{ click: 'note-more' }, { focus: 'note-owner' }],
  },
  'text modules': {
    card: sampleCard({ note: written }, talking),
    deeds: [{ type: 'note-text', text: `${text} ::` }, { settle: 'module-query' }],
  },
  'text modules, none': {
    card: sampleCard({ note: written }, talking),
    deeds: [
      { type: 'note-text', text: `${text} ::` },
      { type: 'module-query', text: 'x' },
      { settle: 'module-query' },
    ],
    answers: { textModules: () => Promise.resolve({ ok: true, value: [] }) },
  },
  'save refused': {
    card: sampleCard({ note: written }, ended),
    deeds: [{ click: 'note-save' }],
    answers: { sendNote: refuse('zammad/forbidden') },
  },
  'changing a sent note': {
    card: sent,
    deeds: [{ click: 'note-edit' }, { focus: 'note-edit-text' }],
  },
  'changing a sent note, refused': {
    card: sent,
    deeds: [
      { click: 'note-edit' },
      { type: 'note-edit-text', text: 'Hook stops at 3 m.' },
      { click: 'note-edit-save' },
    ],
    answers: { editNote: refuse('note/too-late') },
  },
};
