import { describe, expect, it } from 'vitest';
import type { Cause, Direction } from './call.ts';
import { decideCause, type EndWords } from './cause-decision.ts';
import { causeOfQ850, causeOfSip, readCause } from './causes.ts';

function cause(
  said: EndWords,
  about: {
    answered?: boolean;
    forwarded?: boolean;
    direction?: Direction;
    attempt?: EndWords;
  } = {},
): Cause {
  return decideCause({
    answered: false,
    forwarded: false,
    direction: 'in',
    attempt: {},
    ...about,
    said,
  });
}

describe('CM12: the order of the decision', () => {
  it.each([
    // Recorded with Asterisk 16 and 22.
    ['caller cancels', { dialStatus: 'CANCEL', sip: 487, q850: 127 }, 'cancel'],
    ['caller cancels, Asterisk 16', { dialStatus: 'CANCEL', q850: 127 }, 'cancel'],
    ['ring timeout', { dialStatus: 'NOANSWER', q850: 0 }, 'noAnswer'],
    ['queue caller gives up', { q850: 16 }, 'cancel'],
    ['busy', { dialStatus: 'BUSY', q850: 17, sip: 486 }, 'busy'],
    ['503 of the trunk', { dialStatus: 'CONGESTION', q850: 34 }, 'congestion'],
    ['what the dialect made of 404', { cause: 'notFound', dialStatus: 'NOANSWER' }, 'notFound'],
    // One step after the other.
    ['status before SIP', { dialStatus: 'BUSY', sip: 404, q850: 1 }, 'busy'],
    ['SIP before Q.850', { sip: 404, q850: 17 }, 'notFound'],
    ['Q.850 before who ended', { q850: 17, by: 'caller' }, 'busy'],
    ['the caller ended', { by: 'caller' }, 'cancel'],
    ['the callee ended', { by: 'callee' }, 'noAnswer'],
    ['a timeout', { by: 'system', q850: 0 }, 'noAnswer'],
    ['redirected', { q850: 23 }, 'forwarded'],
    // "Normal" says nothing of a call that nobody answered.
    ['answer said, none seen', { dialStatus: 'ANSWER', q850: 16, by: 'callee' }, 'noAnswer'],
    ['a word of FreeSWITCH', { word: 'NO_USER_RESPONSE' }, 'noAnswer'],
    ['words nobody knows', { dialStatus: 'ODD', word: 'WEIRD', sip: 999, q850: 999 }, 'cancel'],
    ['nothing', {}, 'cancel'],
  ] as [string, EndWords, Cause][])('%s', (_name, said, expected) => {
    expect(cause(said)).toBe(expected);
  });
  it('nothing of an outgoing call: nobody answered', () => {
    expect(cause({}, { direction: 'out' })).toBe('noAnswer');
    expect(cause({ cause: 'normalClearing' }, { direction: 'out' })).toBe('noAnswer');
  });
  it('what happened comes first', () => {
    const codes: EndWords = { cause: 'busy', dialStatus: 'BUSY', sip: 503, q850: 34 };
    expect(cause(codes, { answered: true, forwarded: true })).toBe('normalClearing');
    expect(cause(codes, { forwarded: true })).toBe('forwarded');
  });
  it('the last attempt speaks where the end itself says less', () => {
    expect(cause({ q850: 16 }, { attempt: { dialStatus: 'BUSY' } })).toBe('busy');
    expect(cause({ dialStatus: 'CANCEL' }, { attempt: { dialStatus: 'BUSY' } })).toBe('cancel');
    expect(cause({ sip: 404 }, { attempt: { q850: 17 } })).toBe('notFound');
  });
});

describe('words and codes', () => {
  it.each([
    ['NORMAL_CLEARING', 'normalClearing'],
    ['Normal Clearing', 'normalClearing'],
    ['no-answer', 'noAnswer'],
    ['ORIGINATOR_CANCEL', 'cancel'],
    ['UNALLOCATED_NUMBER', 'notFound'],
    ['486', 'busy'],
    ['17', 'busy'],
    ['0', undefined],
    ['99999', undefined],
    ['', undefined],
    ['constructor', undefined],
  ] as const)('%j is %s', (text, expected) => {
    expect(readCause(text)).toBe(expected);
  });
  it('a number means what its table says', () => {
    expect(causeOfQ850(127)).toBe('congestion');
    expect(causeOfSip(127)).toBeUndefined();
    expect(causeOfSip(502)).toBe('congestion');
    expect(causeOfQ850(26)).toBeUndefined();
  });
});
