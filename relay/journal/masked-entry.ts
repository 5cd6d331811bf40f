/** An entry as it may be shown: secrets out, numbers masked when asked for. */
import type { Verdict } from '../../lib/core/call.ts';
import type { Entry } from './entries.ts';
import type { JournalMask } from './mask.ts';

export function maskedEntry(entry: Entry, mask: JournalMask): Entry {
  switch (entry.type) {
    case 'event': {
      const { parsed } = entry;
      return {
        ...entry,
        raw: mask.text(entry.raw, parsed),
        answer: mask.text(entry.answer, parsed),
        parsed: parsed && mask.event(parsed),
        verdict: entry.verdict && maskedVerdict(entry.verdict, mask),
      };
    }
    case 'refused':
      return { ...entry, raw: mask.text(entry.raw) };
    case 'zammad':
      return {
        ...entry,
        body: entry.body.map(([key, text]) => [key, key === 'callId' ? text : mask.text(text)]),
        response: entry.response === null ? null : mask.text(entry.response),
        lastError: entry.lastError === null ? null : mask.text(entry.lastError),
      };
  }
}

function maskedVerdict(verdict: Verdict, mask: JournalMask): Verdict {
  if (verdict.action !== 'dial') return verdict;
  const { callerId, number } = verdict;
  return { ...verdict, callerId: mask.text(callerId), number: mask.text(number) };
}
