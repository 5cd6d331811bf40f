/** The report an agent copies into a mail when something does not work. Nothing personal is in it. */

/** What is looked at, in the order in which it is shown. */
export const DIAGNOSTIC_IDS = [
  'extension',
  'browser',
  'running',
  'address',
  'permission',
  'token',
  'tickets',
  'cti',
  'zammad',
  'zammadClock',
  'relay',
  'relayVersion',
  'live',
  'reconnects',
  'lastEvent',
  'relayClock',
  'notifications',
  'opener',
  'drafts',
  'outbox',
  'damaged',
  'policy',
  'locked',
  'settings',
  'timeZone',
] as const;
export type DiagnosticId = (typeof DIAGNOSTIC_IDS)[number];

export interface DiagnosticRow {
  id: DiagnosticId;
  /** `ok` and `bad` are judged; `info` only says; `warn` works, but deserves a look. */
  state: 'ok' | 'warn' | 'bad' | 'info';
  /** Plain ASCII-like facts: versions, counts, words of ours, ages. Never somebody else's text. */
  value: string;
  /** Code of what to do (`area/what`), for those that are not `ok`. */
  problem?: string;
}
