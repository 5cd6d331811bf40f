/** One desktop notification for each ringing call: replaced as more is known, withdrawn in time. */
import { isPlaced } from '../../lib/core/agent-call.ts';
import type { CardRecord } from '../../lib/storage/live.ts';
import type { Settings } from '../../lib/core/settings.ts';
import { noticeText } from './notice-text.ts';

const PREFIX = 'offhook-call:';

interface NoticeOptions {
  type: 'basic';
  iconUrl: string;
  title: string;
  message: string;
  silent?: boolean;
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
  /** Firefox throws on options it does not know, `silent` among them. */
  firefox: boolean;
  settings: () => Settings;
  locale(): 'de' | 'en';
}

export type Notices = ReturnType<typeof createNotices>;

export function createNotices(deps: NoticesDeps) {
  const shown = new Map<string, string>();

  function wanted({ view }: CardRecord): boolean {
    const { notifications, phone } = deps.settings();
    const { state, ringing } = view.call;
    // Waiting while it rings at others: it has stopped ringing here.
    const rings = state === 'ringing' || (state === 'queued' && ringing.length === 0);
    return (
      notifications &&
      phone === 'on' &&
      rings &&
      view.lead &&
      !view.dismissed &&
      !isPlaced(view.call)
    );
  }

  /** Failures (no notification service) must not disturb the card. */
  function quietly(run: () => unknown): void {
    try {
      void Promise.resolve(run()).catch(() => {});
    } catch {
      // As above.
    }
  }

  return {
    follow(record: CardRecord): void {
      const id = `${PREFIX}${record.view.call.id}`;
      if (!wanted(record)) {
        // Also when it is not in `shown`: it may be from before the background was stopped.
        if (shown.delete(id) || record.view.call.state !== 'ended')
          quietly(() => deps.api.clear(id));
        return;
      }
      const text = noticeText(record.view, deps.locale());
      const before = shown.get(id);
      const now = JSON.stringify(text);
      if (before === now) return;
      shown.set(id, now);
      const options: NoticeOptions = { type: 'basic', iconUrl: deps.iconUrl, ...text };
      if (!deps.firefox) options.silent = true;
      const { update } = deps.api;
      quietly(() =>
        before !== undefined && update ? update(id, options) : deps.api.create(id, options),
      );
    },
    /** The call of a notification that was clicked; undefined: not one of ours. */
    callOf: (id: string): string | undefined =>
      id.startsWith(PREFIX) ? id.slice(PREFIX.length) : undefined,
    clear(callId: string): void {
      shown.delete(`${PREFIX}${callId}`);
      quietly(() => deps.api.clear(`${PREFIX}${callId}`));
    },
  };
}
