/** What a system that speaks TwiML can do, with a voice address of ours and without one. */
import type { Capabilities } from '../dialect.ts';

/** It asks us what to do with a call. */
export const ASKED: Capabilities = {
  reject: true,
  setCallerId: true,
  dial: false,
  ringingTargets: true,
  queues: false,
  transfers: true,
  outgoingAnswer: true,
  snapshot: false,
};

/** It only tells us what happens, so nobody is asked. */
export const TOLD: Capabilities = { ...ASKED, reject: false, setCallerId: false };
