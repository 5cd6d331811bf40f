/** sipgate.io's Push API: two addresses, people with ids, the first call id kept over transfers. */
import { SIPGATE_SIGNATURE, signSipgate } from '../../pbx/sipgate/sipgate-signature.ts';
import { type Encoder, keyProblem, postForm } from './encoder.ts';

const EVENTS = { new: 'newCall', answer: 'answer', hangup: 'hangup' } as const;

export const sipgateEncoder: Encoder = {
  dialect: 'sipgate',
  encode(step, { id, options, privateKey }) {
    const { kind, people = [], direction } = step;
    if (kind !== 'new' && kind !== 'answer' && kind !== 'hangup') return [];
    if (direction === 'internal') return [];
    const several = kind === 'new' ? '[]' : '';
    // The answer of an outgoing call names nobody; the end never does.
    const named = kind === 'hangup' || (kind === 'answer' && direction === 'out') ? [] : people;
    const names = step.mailbox ? [{ name: 'voicemail', extension: '0' }] : named;
    const request = postForm([
      ['event', EVENTS[kind]],
      ['direction', direction],
      ['from', step.from],
      ['to', step.to],
      ['callId', id(step.call)],
      ['origCallId', id(step.continues ?? step.call)],
      ['diversion', step.diversion],
      ...names.map(({ name }) => [`user${several}`, name] as const),
      ...names.map(({ extension }) => [`userId${several}`, `w${extension}`] as const),
      ['cause', kind === 'hangup' ? step.cause : undefined],
    ]);
    const signed = options['signature'] !== 'off' && privateKey !== undefined;
    return [
      {
        ...request,
        rest: direction === 'out' ? '/out' : '/in',
        ...(signed && { headers: { [SIPGATE_SIGNATURE]: signSipgate(privateKey, request.body) } }),
      },
    ];
  },
  problem: (options, privateKey) => keyProblem('sipgate', options, privateKey),
};
