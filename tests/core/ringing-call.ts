/** A call as the relay keeps it. For tests. */
import type { Call } from '../../lib/core/call.ts';

/** An incoming call that rings, with what a test wants different. */
export function ringingCall(more: Partial<Call> = {}): Call {
  return {
    id: 'c',
    source: 'main',
    nativeId: 'c',
    version: 1,
    direction: 'in',
    state: 'ringing',
    from: { e164: '4930609854180' },
    to: { e164: '493012300' },
    ringing: [],
    everRang: [],
    talkers: [],
    startedAt: 0,
    missed: false,
    voicemail: false,
    forwarded: false,
    blocked: false,
    endGuessed: false,
    announced: true,
    ...more,
  };
}
