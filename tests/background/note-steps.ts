/** What can happen in a `note-story`; the more often it stands here, the more often it does. For tests. */
export const OPS = [
  'type',
  'type',
  'send',
  'send',
  'late pause',
  'send refused',
  'park',
  'retarget',
  'edit',
  'discard',
  'progress',
  'progress',
  'progress',
  'progress',
  'progress',
  'some',
  'some',
  'few',
  'few',
  'fate',
  'fate',
  'fate of a write',
  'fate of a write',
  'refuse',
  'kill',
  'kill',
  'kill browser',
  'pass',
  'pass',
  'sleep',
  'clock',
  'zammad',
  'relay',
  'wake',
  'connect',
  'other browser',
] as const;
export interface Step {
  op: (typeof OPS)[number];
  a: number;
  b: number;
}
