/** The history of calls in its states. */
import type { ReactNode } from 'react';
import { EVERYTHING, type HistoryChoice } from '../../components/history/choice.ts';
import { HistoryView, type HistoryViewProps } from '../../components/history/HistoryView.tsx';
import { idle } from './idle.ts';
import type { PanelCase } from './panel-parts.tsx';
import { NOW } from './sample-cards.ts';
import { pastCalls } from './sample-history.ts';

const history = (
  part: Partial<HistoryViewProps> = {},
  choice: Partial<HistoryChoice> = {},
  more: Partial<PanelCase> = {},
): PanelCase => ({
  part: 'history',
  content: (): ReactNode => (
    <HistoryView
      calls={pastCalls}
      choice={{ ...EVERYTHING, ...choice }}
      since={NOW - 3_600_000}
      stale={false}
      more
      loadingMore={false}
      fresh={false}
      {...idle(
        'onChoice',
        'onEnter',
        'onOpen',
        'onCallBack',
        'onTicket',
        'onMore',
        'onFresh',
        'onRetry',
      )}
      {...part}
    />
  ),
  ...more,
});
const filters = { deeds: [{ click: 'history-filter-button' }] } as const;

export const historyCases: Record<string, PanelCase> = {
  history: history(),
  'the end of it': history({ more: false, calls: pastCalls.slice(-4) }),
  'first answer is under way': history({ calls: undefined, more: false }),
  'new calls, more under way': history({ fresh: true, loadingMore: true }),
  'other question under way': history({ stale: true }, { q: 'crane' }),
  'no calls at all': history({ calls: [], more: false }),
  'nothing found': history({ calls: [], more: false }, { q: 'crane', outcome: 'missed' }),
  filters: history({}, {}, filters),
  'filters, days of one’s own': history(
    {},
    { range: 'own', fromDay: '2026-11-02', toDay: '2026-11-20', mine: true, agent: 'Anna Adler' },
    filters,
  ),
  'filters, days in the wrong order': history(
    { calls: [], more: false },
    { range: 'own', fromDay: '2026-11-20', toDay: '2026-11-02' },
    filters,
  ),
  'offline, older rows': history({ problem: 'relay/unreachable', stale: true }),
  'offline, nothing yet': history({ calls: undefined, more: false, problem: 'relay/slow' }),
};
