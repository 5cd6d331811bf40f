/** How a verdict is worded: a text per verdict with `{number}`, `{callerId}` and `{reason}`. */
import * as v from 'valibot';
import type { Verdict } from '../../../lib/core/call.ts';
import type { PushAnswer } from '../dialect.ts';

const answer = v.strictObject({
  contentType: v.optional(
    v.pipe(
      v.string('must be a content type'),
      v.regex(/^[\w.+-]+\/[\w.+-]+(?:; ?charset=[\w-]+)?$/i, 'must be like application/json'),
    ),
    'application/json',
  ),
  body: v.pipe(v.string('must be a text'), v.maxLength(4000, 'must be at most 4000 characters')),
});

export const answers = v.strictObject({
  continue: v.optional(answer),
  reject: v.optional(answer),
  dial: v.optional(answer),
});
export type Answers = v.InferOutput<typeof answers>;

/** What the admin did not word is worded as `continue`. */
export function wordVerdict({ continue: goOn, ...others }: Answers, verdict: Verdict): PushAnswer {
  const none = { contentType: 'application/json', body: '{}' };
  const { contentType, body } =
    (verdict.action === 'continue' ? goOn : others[verdict.action]) ?? goOn ?? none;
  const values: Record<string, string> = {
    number: verdict.action === 'dial' ? verdict.number : '',
    callerId: verdict.action === 'dial' ? verdict.callerId : '',
    reason: verdict.action === 'reject' ? verdict.reason : '',
  };
  const filled = body.replace(/\{(number|callerId|reason)\}/g, (_all, name: string) =>
    escaped(values[name] ?? '', contentType),
  );
  return { contentType, body: filled };
}

/** The answer says something else than "go on". */
export function saysVerdict(answers: Answers, verdict: Verdict): boolean {
  return wordVerdict(answers, verdict).body !== wordVerdict(answers, { action: 'continue' }).body;
}

/** A value must stay a value: numbers reach us from outside. */
function escaped(text: string, contentType: string): string {
  if (/json/i.test(contentType)) return JSON.stringify(text).slice(1, -1);
  if (/urlencoded/i.test(contentType)) return encodeURIComponent(text.replace(/\p{Cs}/gu, ''));
  if (/xml|html/i.test(contentType)) {
    const entities: Record<string, string> = {
      '&': '&amp;',
      '<': '&lt;',
      '>': '&gt;',
      '"': '&quot;',
      "'": '&apos;',
    };
    return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? '').replace(/\p{Cc}/gu, '');
  }
  return text.replace(/\p{Cc}/gu, ' ');
}
