/**
 * Desktop notifications: one for each call, replaced as more is known, withdrawn in time; several
 * at once become one. Failures (no notification service) never disturb the card.
 */
import { isPlaced } from '../../lib/core/agent-call.ts';
import type { Away } from '../../lib/core/away.ts';
import { momentOf } from '../../lib/core/rules/moment.ts';
import type { CardRecord } from '../../lib/storage/live.ts';
import type { Settings } from '../../lib/core/settings.ts';
import {
  awayText,
  manyText,
  noticeButtons,
  type NoticeKind,
  type NoticeText,
  noticeText,
} from './notice-text.ts';

const PREFIX = 'offhook-call:';
const AWAY_ID = 'offhook-away';
const MANY_IDS = { ring: 'offhook-ringing', missed: 'offhook-missed' } as const;
/** More at once become one. */
export const SINGLE_MAX = 3;

export interface NoticeOptions extends NoticeText {
  type: 'basic';
  iconUrl: string;
  silent?: boolean;
  requireInteraction?: boolean;
  buttons?: { title: string }[];
}

export interface NoticesApi {
  create: (id: string, options: NoticeOptions) => unknown;
  clear(id: string): unknown;
  /** Absent in Firefox, where `create` with the same id replaces. */
  update?: ((id: string, options: NoticeOptions) => unknown) | undefined;
}

export interface NoticesDeps {
  api: NoticesApi;
  iconUrl: string;
  /** Firefox throws on options it does not know: buttons, `silent`, `requireInteraction`. */
  firefox: boolean;
  settings: () => Settings;
  locale(): 'de' | 'en';
  /** Phone quiet, quiet hours, out of office. */
  isQuiet?: () => boolean;
  /** A page of Zammad is open in this browser: it makes the sound and shows the card. */
  hasPage?: () => boolean;
}

export type Notices = ReturnType<typeof createNotices>;

interface Shown {
  kind: NoticeKind;
  text: NoticeText;
}

export function createNotices(deps: NoticesDeps) {
  /** By call. What is part of a summary is in here, too. */
  const shown = new Map<string, Shown>();
  /** Which summaries stand instead of single ones. */
  const many = new Set<'ring' | 'missed'>();
  const hasPage = () => deps.hasPage?.() ?? true;

  function quietly(run: () => unknown): void {
    try {
      void Promise.resolve(run()).catch(() => {});
    } catch {
      // As above.
    }
  }

  function kindOf({ view }: CardRecord, before: CardRecord | undefined): NoticeKind | undefined {
    const { notifications } = deps.settings();
    const { call, lead, dismissed, offer } = view;
    if (!notifications || deps.settings().phone === 'quiet' || deps.isQuiet?.()) return undefined;
    if (!lead || dismissed) return undefined;
    if (momentOf(call) === 'ring' && !isPlaced(call)) return 'ring';
    // With a page open, the card itself lights up.
    if (offer && call.state !== 'ended' && !hasPage()) return 'offer';
    if (call.state !== 'ended' || !call.missed || call.done || isPlaced(call)) return undefined;
    const isNew = before !== undefined && before.view.call.state !== 'ended';
    const rang = before?.reached?.includes('ring') ?? false;
    return (isNew && rang) || shown.get(call.id)?.kind === 'missed' ? 'missed' : undefined;
  }

  function show(id: string, kind: NoticeKind | 'many' | 'away', text: NoticeText, anew: boolean) {
    const options: NoticeOptions = { type: 'basic', iconUrl: deps.iconUrl, ...text };
    if (!deps.firefox) {
      const rings = kind === 'ring' || kind === 'offer';
      // Nobody else sounds when no page of Zammad is open.
      options.silent = !rings || hasPage() || deps.settings().sound === 'off';
      if (rings) options.requireInteraction = true;
      if (rings || kind === 'missed') options.buttons = noticeButtons(deps.locale());
    }
    const { update } = deps.api;
    quietly(() => (!anew && update ? update(id, options) : deps.api.create(id, options)));
  }

  const groupOf = (kind: NoticeKind) => (kind === 'missed' ? 'missed' : 'ring');

  /** The calls of a group, newest first. */
  function members(group: 'ring' | 'missed'): [string, Shown][] {
    return [...shown].filter(([, { kind }]) => groupOf(kind) === group).reverse();
  }

  /** Shows the summary instead of many; takes it back when nobody is left. */
  function summarise(group: 'ring' | 'missed'): void {
    const all = members(group);
    if (many.has(group) && all.length === 0) {
      many.delete(group);
      quietly(() => deps.api.clear(MANY_IDS[group]));
    } else if (many.has(group) || all.length > SINGLE_MAX) {
      const anew = !many.has(group);
      many.add(group);
      if (anew) for (const [callId] of all) quietly(() => deps.api.clear(PREFIX + callId));
      const names = all.map(([, { text }]) => text.title.replace(/^[^:]*: /, ''));
      show(MANY_IDS[group], 'many', manyText(group, all.length, names, deps.locale()), anew);
    }
  }

  /** @param known false: it may be from before the background was stopped */
  function withdraw(callId: string, known: boolean): void {
    const before = shown.get(callId);
    if (!before && known) return;
    shown.delete(callId);
    const group = before && groupOf(before.kind);
    if (!group || !many.has(group)) quietly(() => deps.api.clear(PREFIX + callId));
    if (group) summarise(group);
  }

  function follow(record: CardRecord, previous?: CardRecord): void {
    const { call } = record.view;
    const kind = kindOf(record, previous);
    if (!kind) return withdraw(call.id, call.state === 'ended');
    const text = noticeText(record.view, deps.locale(), kind, hasPage());
    const before = shown.get(call.id);
    if (before?.kind === kind && JSON.stringify(before.text) === JSON.stringify(text)) return;
    if (before && groupOf(before.kind) !== groupOf(kind)) withdraw(call.id, true);
    const anew = !shown.has(call.id);
    shown.delete(call.id);
    shown.set(call.id, { kind, text });
    const group = groupOf(kind);
    if (!many.has(group) && members(group).length <= SINGLE_MAX)
      return show(PREFIX + call.id, kind, text, anew);
    summarise(group);
  }

  return {
    /** @param before the card as it was; absent: it is new, or settings changed */
    follow,
    /** One for all that happened meanwhile; it stands instead of those for single missed calls. */
    away(away: Away): void {
      if (!deps.settings().notifications || deps.isQuiet?.()) return;
      for (const [callId] of members('missed')) withdraw(callId, true);
      show(AWAY_ID, 'away', awayText(away, deps.locale()), true);
    },
    awaySeen: (): void => quietly(() => deps.api.clear(AWAY_ID)),
    /** The call of a notification that was clicked; undefined: not one of a single call. */
    callOf: (id: string): string | undefined =>
      id.startsWith(PREFIX) ? id.slice(PREFIX.length) : undefined,
    /** One of ours, of several calls. */
    isSummary: (id: string): boolean =>
      id === AWAY_ID || id === MANY_IDS.ring || id === MANY_IDS.missed,
    /** The agent closed it: what it told counts as told. */
    closed(id: string): void {
      const callId = this.callOf(id);
      if (callId !== undefined) {
        // A ringing call stays known, so that the next frame does not bring it back.
        if (shown.get(callId)?.kind === 'missed') shown.delete(callId);
        return;
      }
      for (const group of ['ring', 'missed'] as const) {
        if (id !== MANY_IDS[group]) continue;
        for (const [each] of members(group)) shown.delete(each);
        many.delete(group);
      }
    },
    clear: (callId: string): void => withdraw(callId, false),
  };
}
