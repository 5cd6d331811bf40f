/** Notes that are not in Zammad yet. */
import type { ReactNode } from 'react';
import {
  WaitingNotes,
  type WaitingNotesProps,
} from '../../components/waiting-notes/WaitingNotes.tsx';
import { idle } from './idle.ts';
import type { PanelCase } from './panel-parts.tsx';
import { waitingNotes } from './sample-history.ts';

const notes = (
  part: Partial<WaitingNotesProps> = {},
  more: Partial<PanelCase> = {},
): PanelCase => ({
  part: 'notes',
  content: (): ReactNode => (
    <WaitingNotes
      notes={waitingNotes}
      retrying={false}
      {...idle('onRetry', 'onReload', 'onOpen', 'onDiscard')}
      {...part}
    />
  ),
  ...more,
});

export const waitingCases: Record<string, PanelCase> = {
  'notes that wait': notes(),
  'being tried': notes({ retrying: true }),
  'throw away?': notes({}, { deeds: [{ click: 'waiting-discard' }, { focus: 'discard-no' }] }),
  'no note waits': notes({ notes: [] }, { calm: true }),
  'first answer is under way': notes({ notes: undefined }),
  'cannot be read': notes({ notes: undefined, problem: 'internal/no-answer' }),
};
