/** Yeastar's event 30011: every push tells how all members of the call stand. */
import { hmac } from '../../pbx/signature.ts';
import type { Step } from '../scenarios/step.ts';
import { type Encoder, JSON_TYPE, optionText } from './encoder.ts';

/** The header that the dialect reads. */
const SIGNATURE = 'x-signature';
const MAX_MEMBERS = 50;

export const yeastarEncoder: Encoder = {
  dialect: 'yeastar',
  encode(step, { id, options, earlier }) {
    if (step.kind === 'transfer') return [];
    const steps = [...earlier.filter(({ call }) => call === step.call), step];
    const begin = steps.find(({ from }) => from !== undefined) ?? step;
    const members = [...outside(steps, begin), ...extensions(steps)].slice(0, MAX_MEMBERS);
    const msg = JSON.stringify({ call_id: id(step.call), members });
    const body = JSON.stringify({ type: 30011, sn: 'simulated', msg });
    const secret = optionText(options, 'signingSecret');
    const headers = secret && { [SIGNATURE]: hmac('sha256', secret, body, 'base64') };
    return [{ method: 'POST', contentType: JSON_TYPE, body, ...(headers && { headers }) }];
  },
};

/** Status of each phone after these steps. */
function extensions(steps: readonly Step[]): unknown[] {
  const status = new Map<string, string>();
  const queue = steps.find((step) => step.queue !== undefined)?.queue;
  const out = steps.some(({ direction }) => direction === 'out');
  const inside = steps.find(({ direction }) => direction === 'internal');
  if (inside?.from) status.set(inside.from, 'ALERT');
  for (const { kind, people = [] } of steps) {
    for (const { extension } of people) {
      if (kind === 'new' || kind === 'ring') status.set(extension, out ? 'ALERT' : 'RING');
      if (kind === 'stopRing') status.set(extension, 'BYE');
      if (kind === 'answer' && !out) status.set(extension, 'ANSWER');
    }
    if (kind === 'answer') {
      for (const [extension, is] of status) {
        if (is === 'ALERT') status.set(extension, 'ANSWERED');
        const took = people.some((one) => one.extension === extension);
        if (!took && (is === 'RING' || is === 'ANSWER')) status.set(extension, 'BYE');
      }
    }
    if (kind === 'hangup') for (const extension of status.keys()) status.set(extension, 'BYE');
  }
  return [...status].map(([number, member_status]) => ({
    extension: { number, channel_id: `PJSIP/${number}`, member_status, call_path: queue ?? '' },
  }));
}

function outside(steps: readonly Step[], { direction, from, to }: Step): unknown[] {
  if (direction === 'internal') return [];
  const answered = steps.some(({ kind }) => kind === 'answer');
  const ended = steps.some(({ kind }) => kind === 'hangup');
  const caller = from === 'anonymous' ? '' : from;
  const side = { from: caller, to, trunk_name: 'trunk', channel_id: 'PJSIP/trunk' };
  if (direction === 'out') {
    return [
      { outbound: { ...side, member_status: ended ? 'BYE' : answered ? 'ANSWER' : 'ALERT' } },
    ];
  }
  return [{ inbound: { ...side, member_status: ended ? 'BYE' : answered ? 'ANSWERED' : 'ALERT' } }];
}
