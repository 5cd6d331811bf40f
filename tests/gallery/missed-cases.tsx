/** The board of missed callers in its states. */
import type { ReactNode } from 'react';
import { MissedBoard, type MissedBoardProps } from '../../components/missed-board/MissedBoard.tsx';
import { Toast } from '../../components/panel/Toast.tsx';
import { useLanguage } from '../../components/surroundings.tsx';
import { idle } from './idle.ts';
import type { PanelCase } from './panel-parts.tsx';
import { missedRows } from './sample-history.ts';

const NO_PROBLEM: ReadonlyMap<string, string> = new Map();

const board = (part: Partial<MissedBoardProps> = {}, more: Partial<PanelCase> = {}): PanelCase => ({
  part: 'missed',
  content: (): ReactNode => (
    <MissedBoard
      rows={missedRows}
      total={missedRows.length}
      more={false}
      loadingMore={false}
      problems={NO_PROBLEM}
      {...idle('onClaim', 'onCallBack', 'onNote', 'onDone', 'onDoneMany', 'onMore', 'onRetry')}
      {...part}
    />
  ),
  ...more,
});

function Done({ many }: { many?: boolean }) {
  const { missedBoard } = useLanguage().texts;
  const words = many ? missedBoard.doneSelected(3) : missedBoard.doneCaller('Ida Plus');
  return <Toast words={words} action={{ name: missedBoard.undo, ...idle('onAct') }} />;
}

export const missedCases: Record<string, PanelCase> = {
  missed: board(),
  'one taken by somebody else meanwhile': board({
    problems: new Map([['a', 'missed/claimed']]),
    total: 70,
    more: true,
  }),
  selected: board(
    { more: true, loadingMore: true },
    { deeds: [{ click: 'missed-select' }, { click: 'missed-select', nth: 2 }] },
  ),
  'done, undo': board({}, { toast: <Done /> }),
  'several done, undo': board({ rows: [], total: 0 }, { toast: <Done many />, calm: true }),
  'nobody waits': board({ rows: [], total: 0 }, { calm: true }),
  'first answer is under way': board({ rows: undefined }),
  'offline, older rows': board({ problem: 'relay/unreachable' }),
  'offline, nothing yet': board({ rows: undefined, problem: 'relay/unreachable' }),
};
