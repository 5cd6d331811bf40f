/**
 * The report on this browser's Offhook: versions, states, counts. Names, numbers, mail addresses,
 * tokens, hosts and texts of notes or templates never get in: every value is made of our own words.
 */
import type { DiagnosticRow } from '../../lib/core/diagnostics.ts';
import type { OpenerView, SettingsView } from '../../lib/core/settings.ts';
import type { Check, ConnectionView, Result } from '../../lib/rpc/contract.ts';
import {
  ageOf,
  browserOf,
  buildOf,
  locksOf,
  schemeOf,
  settingsOf,
  versionOf,
  zoneOf,
} from './diagnostics-facts.ts';
import { reportText } from './diagnostics-text.ts';

/** A clock that is further off than this makes ages and escalations on the card wrong. */
export const CLOCK_OFF_MS = 60_000;
/** Our own codes and nothing else. */
const CODE = /^[a-z]{2,20}\/[a-z-]{2,40}$/;
/** With more reconnections than this in an hour something on the way is unwell. */
const RECONNECTS_PER_HOUR = 12;

/** How the live connection has fared in this life of the background. */
export interface LinkReport {
  /** How often it came up. */
  connected: number;
  /** Since when it is counted. */
  since: number;
  /** When a call last came. */
  lastCallAt?: number | undefined;
  /** The relay's clock minus ours, when it last said hello. */
  aheadMs?: number | undefined;
}

export interface DiagnosticsDeps {
  now: () => number;
  /** `Date#getTimezoneOffset` of now. */
  zoneOffset: () => number;
  userAgent: string;
  version: () => string;
  checks: () => Promise<Result<Check[]>>;
  connection: () => { zammadUrl: string | undefined; relayUrl: string | undefined };
  link: () => Pick<ConnectionView, 'relay' | 'reason'>;
  report: () => LinkReport;
  relayVersion: () => Promise<string>;
  zammadBuild: () => Promise<string>;
  /** Zammad's clock, by the `Date` of an answer; whole seconds. */
  zammadTime: () => Promise<number | undefined>;
  flavour: () => 'legacy' | 'desktop' | undefined;
  /** The browser lets us notify; undefined where it cannot be asked. */
  mayNotify: () => Promise<boolean | undefined>;
  opener: () => OpenerView;
  settings: () => SettingsView;
  /** The browser, the relay, or both preset something. */
  policies: () => { browser: boolean; relay: boolean };
  counts: () => Promise<{ drafts: number; outbox: number; stuck: number; damaged: number }>;
}

export function createDiagnostics(deps: DiagnosticsDeps) {
  /** A question to a server that may not answer; its words of failure are not repeated. */
  const ask = async <T>(question: () => Promise<T>): Promise<T | undefined> =>
    question().catch(() => undefined);

  async function rows(): Promise<DiagnosticRow[]> {
    const now = deps.now();
    const [checked, relayVersion, build, zammadTime, mayNotify, counts] = await Promise.all([
      ask(deps.checks),
      ask(deps.relayVersion),
      ask(deps.zammadBuild),
      ask(deps.zammadTime),
      ask(deps.mayNotify),
      deps.counts(),
    ]);
    const { zammadUrl, relayUrl } = deps.connection();
    const checks = checked?.ok ? checked.value : [];
    const report = deps.report();
    const settings = deps.settings();
    const opener = deps.opener();
    const policies = deps.policies();
    const info = (id: DiagnosticRow['id'], value: string): DiagnosticRow => ({
      id,
      state: 'info',
      value,
    });
    const check = (id: Check['id'], more = ''): DiagnosticRow =>
      checkRow(
        id,
        checks.find((each) => each.id === id),
        more,
      );
    const clock = (id: 'zammadClock' | 'relayClock', aheadMs: number | undefined): DiagnosticRow =>
      aheadMs === undefined
        ? info(id, 'unknown')
        : {
            id,
            ...(Math.abs(aheadMs) > CLOCK_OFF_MS
              ? { state: 'warn', problem: 'diagnostics/clock' }
              : { state: 'ok' }),
            value: `${aheadMs <= -1_000 ? '-' : '+'}${ageOf(Math.abs(aheadMs))}`,
          };

    const running = now - report.since;
    const hours = Math.max(1, running / 3_600_000);
    const restless = (report.connected - 1) / hours > RECONNECTS_PER_HOUR;
    return [
      info('extension', versionOf(deps.version())),
      info('browser', browserOf(deps.userAgent)),
      info('running', ageOf(running)),
      check('address', schemeOf(zammadUrl)),
      check('permission'),
      check('token'),
      check('tickets'),
      check('cti'),
      info(
        'zammad',
        `${build === undefined ? 'unknown' : buildOf(build)}, ${deps.flavour() ?? '-'}`,
      ),
      clock('zammadClock', zammadTime === undefined ? undefined : zammadTime - now),
      check('relay', schemeOf(relayUrl)),
      info('relayVersion', relayVersion === undefined ? 'unknown' : versionOf(relayVersion)),
      check('live', deps.link().relay),
      {
        id: 'reconnects',
        value: String(Math.max(0, report.connected - 1)),
        ...(restless ? { state: 'warn', problem: 'diagnostics/restless' } : { state: 'ok' }),
      },
      info('lastEvent', report.lastCallAt === undefined ? 'none' : ageOf(now - report.lastCallAt)),
      clock('relayClock', report.aheadMs),
      mayNotify === false
        ? {
            id: 'notifications',
            state: 'bad',
            value: 'denied',
            problem: 'diagnostics/notifications',
          }
        : info('notifications', mayNotify ? 'granted' : 'unknown'),
      info('opener', `${opener.by} (${opener.why})`),
      info('drafts', String(counts.drafts)),
      {
        id: 'outbox',
        value:
          counts.stuck > 0
            ? `${counts.outbox} (${counts.stuck} tried again)`
            : String(counts.outbox),
        ...(counts.stuck > 0 ? { state: 'warn', problem: 'diagnostics/outbox' } : { state: 'ok' }),
      },
      {
        id: 'damaged',
        value: String(counts.damaged),
        ...(counts.damaged > 0
          ? { state: 'warn', problem: 'diagnostics/damaged' }
          : { state: 'ok' }),
      },
      info('policy', policyOf(policies)),
      info('locked', locksOf(settings)),
      info('settings', settingsOf(settings)),
      info('timeZone', zoneOf(deps.zoneOffset())),
    ];
  }

  return {
    async get(): Promise<{ text: string; rows: DiagnosticRow[] }> {
      const found = await rows();
      return { text: reportText(found, deps.now()), rows: found };
    },
  };
}

function checkRow(id: Check['id'], check: Check | undefined, more: string): DiagnosticRow {
  const word = check?.state ?? 'unknown';
  const judged = word === 'ok' || word === 'failed';
  const value = [judged ? '' : word, more].filter(Boolean).join(', ');
  if (word === 'ok') return { id, state: 'ok', value };
  if (word !== 'failed') return { id, state: 'info', value };
  const problem = check?.problem ?? '';
  return { id, state: 'bad', value, ...(CODE.test(problem) ? { problem } : {}) };
}

function policyOf({ browser, relay }: { browser: boolean; relay: boolean }): string {
  if (browser && relay) return 'browser, relay';
  if (browser) return 'browser';
  return relay ? 'relay' : 'none';
}
