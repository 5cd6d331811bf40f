/** Notes that are not in Zammad yet. */
import type { ReactNode } from 'react';
import {
  WaitingNotes,
  type WaitingNotesProps,
} from '../../components/waiting-notes/WaitingNotes.tsx';
import type { PanelCase } from './panel-parts.tsx';
import { waitingNotes } from './sample-history.ts';

const nothing = () => {};

const notes = (
  part: Partial<WaitingNotesProps> = {},
  more: Partial<PanelCase> = {},
): PanelCase => ({
  part: 'notes',
  content: (): ReactNode => (
    <WaitingNotes
      notes={waitingNotes}
      retrying={false}
      onRetry={nothing}
      onReload={nothing}
      onOpen={nothing}
      onDiscard={nothing}
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
