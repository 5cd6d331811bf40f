/**
 * What the journal may hold: secrets never, numbers only when the admin allows it
 * (`journal.maskNumbers`). Pure; runs once for each event before it is written.
 */
import type { PbxEvent } from '../../lib/core/call.ts';
import type { RelayConfig } from '../config.ts';
import { maskEvent, maskInput, maskNumbers } from './mask-numbers.ts';
import { createRedact } from './redact.ts';

export interface JournalMask {
  /** Input as received, or an answer as worded. `event`: what was understood, for its ids. */
  text(text: string, event?: PbxEvent): string;
  event(event: PbxEvent): PbxEvent;
}

/** @param numbers mask numbers whatever the setting says */
export function createMask(
  config: Pick<RelayConfig, 'connections' | 'journal'> & Partial<Pick<RelayConfig, 'zammad'>>,
  numbers = config.journal.maskNumbers,
): JournalMask {
  const redact = createRedact(config);
  if (!numbers) return { text: redact, event: (event) => event };
  return {
    text: (text, event) => (event ? maskInput(redact(text), event) : maskNumbers(redact(text))),
    event: maskEvent,
  };
}
