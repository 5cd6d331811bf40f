/**
 * What Placetel is told. It listens only where a number's routing is "External API" (Call Control)
 * and only to the answer to an incoming call. It knows no way to set a caller id, and its
 * documentation does not say what an empty answer does to a call: `continueWith` names the way on.
 * Without it we are only notified, and turn nobody away: the call would ring on all the same.
 * Source: Placetel/call-control-notify-api, README.
 */
import * as v from 'valibot';
import type { Verdict } from '../../../lib/core/call.ts';
import type { PushAnswer } from '../dialect.ts';
import { element, type Xml, xmlAnswer } from '../xml.ts';

const id = v.pipe(v.string('must be a text'), v.regex(/^\d{1,12}$/, 'must be an id in digits'));
const target = v.pipe(
  v.string('must be a text'),
  v.trim(),
  v.regex(/^[\w.+-]+(?:@[\w.-]+)?$/, 'must be a number or a SIP user like 7777abc@fpbx.de'),
);

export const continueWith = v.union(
  [
    v.strictObject({ routingPlan: id }),
    v.strictObject({ group: id }),
    v.strictObject({ queue: id }),
    v.strictObject({
      targets: v.pipe(
        v.array(target),
        v.minLength(1, 'must name at least one target'),
        v.maxLength(20, 'must be at most 20'),
      ),
      ringSeconds: v.optional(
        v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(300, 'must be 5 to 300')),
      ),
    }),
  ],
  'must be one of {"routingPlan": "12"}, {"group": "12"}, {"queue": "12"}, {"targets": ["7777abc@fpbx.de"]}',
);
export type ContinueWith = v.InferOutput<typeof continueWith>;

export function placetelAnswer(verdict: Verdict, goOn: ContinueWith | undefined): PushAnswer {
  return xmlAnswer(element('Response', {}, action(verdict, goOn)));
}

function action(verdict: Verdict, goOn: ContinueWith | undefined): Xml[] {
  if (!goOn) return [];
  if (verdict.action === 'reject') {
    return [element('Reject', { reason: verdict.reason === 'busy' ? 'busy' : undefined })];
  }
  if ('routingPlan' in goOn) return [element('RoutingPlan', { id: goOn.routingPlan })];
  if ('group' in goOn) return [element('Group', { id: goOn.group })];
  if ('queue' in goOn) return [element('Queue', { id: goOn.queue })];
  const ringtime = goOn.ringSeconds === undefined ? undefined : String(goOn.ringSeconds);
  const numbers = goOn.targets.map((text) => element('Number', {}, [text]));
  return [element('Forward', {}, [element('Target', { ringtime }, numbers)])];
}
