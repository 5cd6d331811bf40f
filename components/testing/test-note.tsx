/** A note to write: actions that note what was asked of them, time that the test moves. */
import { act, fireEvent, screen } from '@testing-library/react';
import { vi } from 'vitest';
import type { CardActions } from '../../lib/core/card-actions.ts';
import type { CardView } from '../../lib/core/card.ts';
import type { NoteOptions } from '../../lib/core/note-options.ts';
import { NOW, sampleCard } from '../../tests/gallery/sample-cards.ts';
import { MODULES, OPTIONS } from '../../tests/gallery/sample-people.ts';
import { renderWith } from './render.tsx';
import { NoteEditor } from '../note-editor/NoteEditor.tsx';
import { PAUSE_MS } from '../note-editor/use-note-draft.ts';

/** Without time accounting. */
const PLAIN: NoteOptions = { ...OPTIONS, timeAccounting: false };

export function createTestNote() {
  const actions = {
    keepNote: vi.fn<CardActions['keepNote']>(),
    sendNote: vi.fn<CardActions['sendNote']>(),
    editNote: vi.fn<CardActions['editNote']>(),
    noteOptions: vi.fn<CardActions['noteOptions']>(),
    tags: vi.fn<CardActions['tags']>(),
    textModules: vi.fn<CardActions['textModules']>(),
  };
  const onOpenTicket = vi.fn<(ticketId: number) => void>();
  const onSent = vi.fn<() => void>();
  const noteOf = (card: CardView) => (
    <NoteEditor card={card} actions={actions} onOpenTicket={onOpenTicket} onSent={onSent} />
  );
  const text = () => screen.getByTestId<HTMLTextAreaElement>('note-text');
  const pause = (ms = PAUSE_MS) => act(() => vi.advanceTimersByTimeAsync(ms));
  return {
    actions,
    onSent,
    noteOf,
    text,
    pause,
    show: (card: CardView) => renderWith(noteOf(card), { now: NOW }),
    type: (value: string) => fireEvent.change(text(), { target: { value } }),
    withNote: (note: Partial<CardView['note']>) =>
      sampleCard({ note: { text: '', internal: true, status: 'draft', ...note } }),
    more: () => fireEvent.click(screen.getByTestId('note-more')),
    set: (id: string, value: string) =>
      fireEvent.change(screen.getByTestId(id), { target: { value } }),
    sent: () => actions.sendNote.mock.lastCall![1],
    async saveIt(): Promise<void> {
      fireEvent.click(screen.getByTestId('note-save'));
      await pause(0);
    },
    clear(): void {
      vi.useFakeTimers();
      onSent.mockClear();
      actions.keepNote.mockReset().mockResolvedValue({ ok: true, value: { keptAt: NOW } });
      actions.sendNote.mockReset().mockResolvedValue({ ok: true, value: null });
      actions.editNote.mockReset().mockResolvedValue({ ok: true, value: null });
      actions.noteOptions.mockReset().mockResolvedValue({ ok: true, value: PLAIN });
      actions.tags.mockReset().mockResolvedValue({ ok: true, value: ['crane', 'crane-truck'] });
      actions.textModules.mockReset().mockResolvedValue({ ok: true, value: MODULES });
    },
  };
}
