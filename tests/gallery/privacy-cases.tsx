/** What is stored about a number: asked, told, exported, erased. */
import { type PrivacyActions, PrivacyView } from '../../components/privacy/PrivacyView.tsx';
import {
  type BrowserKept,
  PRIVACY_KINDS,
  type PrivacyReport,
  type PrivacyView as Stored,
} from '../../lib/core/privacy.ts';
import type { GalleryCase } from './gallery-part.ts';
import { refuse } from './idle-actions.ts';
import type { Deed } from './Played.tsx';

const DAY = 86_400_000;
const FIRST = Date.UTC(2026, 2, 4, 10);
const LAST = Date.UTC(2026, 10, 20, 10);
const nothing: BrowserKept = { cards: 0, drafts: 0, outbox: 0, memory: 0 };

const report = (part: Partial<PrivacyReport> = {}): PrivacyReport => ({
  number: '+4930609854180',
  officer: true,
  retentionDays: 365,
  items: PRIVACY_KINDS.map((kind, at) => ({
    kind,
    count: at % 3 === 0 ? 1 : 12 * at,
    ...(kind === 'directory' || kind === 'organizations'
      ? { end: 'zammad' }
      : { end: 'retention', firstAt: FIRST, lastAt: LAST, goesAt: LAST + 365 * DAY }),
  })),
  ...part,
});
const some = report({
  items: report().items.filter(({ kind }) => ['calls', 'notes', 'directory'].includes(kind)),
});
const stored = (part: Partial<Stored> = {}): Stored => ({
  display: '+49 30 609854180',
  relay: some,
  browser: { cards: 1, drafts: 2, outbox: 1, memory: 1 },
  ...part,
});
const few = report({ officer: false, items: some.items.slice(0, 2) });

export const privacyActions = (value: Stored = stored()): PrivacyActions => ({
  look: async () => ({ ok: true, value }),
  exportFile: async () => ({
    ok: true,
    value: { text: '{}', name: 'offhook-privacy-2026-11-21.json' },
  }),
  erase: async () => ({
    ok: true,
    value: { relay: { done: true, counts: { calls: 3 } }, browser: { ...nothing, outbox: 1 } },
  }),
  download() {},
});

const asked: Deed[] = [
  { type: 'privacy-number', text: '030 609854180' },
  { click: 'privacy-look' },
];
const privacy = (
  value: Stored,
  part: Partial<PrivacyActions> = {},
  deeds: readonly Deed[] = [],
): GalleryCase => ({
  content: () => <PrivacyView {...privacyActions(value)} {...part} />,
  deeds: [...asked, ...deeds],
});
const sure: Deed[] = [{ click: 'privacy-erase' }];

export const privacyCases: Record<string, GalleryCase> = {
  'not asked yet': { content: () => <PrivacyView {...privacyActions()} /> },
  'looking it up': privacy(stored(), { look: () => new Promise(() => {}) }),
  'no number': privacy(stored(), { look: refuse('dial/unreadable') }),
  'an officer sees everything': privacy(stored({ relay: report() })),
  'an agent sees their part': privacy(stored({ relay: few, browser: nothing })),
  nothing: privacy(stored({ relay: report({ items: [] }), browser: nothing })),
  'relay out of reach': privacy(stored({ relay: undefined, relayProblem: 'relay/unreachable' })),
  'a call goes on': privacy(stored({ relay: { ...some, running: true } })),
  exported: privacy(stored(), {}, [{ click: 'privacy-export' }]),
  'erase?': privacy(stored(), {}, sure),
  'being erased': privacy(stored(), { erase: () => new Promise(() => {}) }, [
    ...sure,
    { click: 'privacy-erase-sure' },
  ]),
  'not erased': privacy(stored(), { erase: refuse('privacy/running') }, [
    ...sure,
    { click: 'privacy-erase-sure' },
  ]),
  erased: privacy(stored(), {}, [...sure, { click: 'privacy-erase-sure' }]),
};
