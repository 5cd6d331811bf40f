import { useEffect, useRef, useState } from 'react';
import type { CardActions } from '../../lib/core/card-actions.ts';
import type { NoteOptions } from '../../lib/core/note-options.ts';

/**
 * What this note can be given. Asked for when the agent first turns to the note, again for another
 * group (its owners) and when the call is over (its talk time). Undefined until known.
 */
export function useNoteOptions(
  ask: CardActions['noteOptions'],
  about: { callId: string; wanted: boolean; groupId: number | undefined; over: boolean },
): NoteOptions | undefined {
  const { callId, wanted, groupId, over } = about;
  const [options, setOptions] = useState<NoteOptions>();
  const askNow = useRef(ask);
  useEffect(() => {
    askNow.current = ask;
  });
  useEffect(() => {
    if (!wanted) return undefined;
    let gone = false;
    void askNow.current(callId, groupId).then((answer) => {
      if (!gone && answer.ok) setOptions(answer.value);
    });
    return () => {
      gone = true;
    };
  }, [callId, wanted, groupId, over]);
  return options;
}
