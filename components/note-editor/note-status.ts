/** What the line under a note says about it. Pure. */
import type { CardNote } from '../../lib/core/card.ts';
import type { Answer } from '../../lib/core/card-actions.ts';
import type { Language } from '../../lib/i18n/create-texts.ts';
import { problemText } from '../../lib/i18n/texts.ts';

export interface NoteSituation {
  note: CardNote;
  /** Handed over, no answer yet. */
  away: boolean;
  written: boolean;
  /** The last attempt to hand it over. */
  sent: Answer | undefined;
  /** Code: the draft could not be kept. */
  failed: string | undefined;
  keptAt: number | undefined;
}

export interface NoteStatus {
  words: string;
  bad: boolean;
  /** Worth telling without being asked: not the quiet "kept". */
  spoken: boolean;
}

export function noteStatus(
  { note, away, written, sent, failed, keptAt }: NoteSituation,
  now: number,
  { texts, times }: Language,
): NoteStatus {
  const say = (words: string, bad = false, spoken = true) => ({ words, bad, spoken });
  if (note.status === 'waiting') return say(texts.note.waiting);
  if (away) return say(texts.note.sending);
  if (note.status === 'refused') return say(refusedText(), true);
  if (sent && !sent.ok) return say(problemText(texts, sent.code), true);
  if (failed) return say(`${texts.note.notKept}. ${problemText(texts, failed)}`, true);
  if (note.status === 'parked') return say(texts.wrapUp.parked);
  if (written && keptAt !== undefined)
    return say(texts.note.kept(times.moment(keptAt, now)), false, false);
  return say('', false, false);

  /** Zammad's own sentence, or a code of ours. */
  function refusedText(): string {
    const { problem } = note;
    if (problem === undefined) return texts.note.refusedPlain;
    const ours = Object.hasOwn(texts.problem, problem);
    return texts.note.refused(ours ? problemText(texts, problem) : problem);
  }
}
