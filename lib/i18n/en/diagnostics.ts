import type { DiagnosticId, DiagnosticRow } from '../../core/diagnostics.ts';

const label: Record<DiagnosticId, string> = {
  extension: 'Version of Offhook',
  browser: 'Browser',
  running: 'Running for',
  address: 'Zammad answers',
  permission: 'This browser may reach Zammad',
  token: 'The token is valid',
  tickets: 'The token may work with tickets',
  cti: 'The token may see calls',
  zammad: 'Version and interface of Zammad',
  zammadClock: 'Zammad’s clock against this computer',
  relay: 'The relay knows this browser',
  relayVersion: 'Version of the relay',
  live: 'Live connection to the relay',
  reconnects: 'Reconnections since then',
  lastEvent: 'Last call, how long ago',
  relayClock: 'The relay’s clock against this computer',
  notifications: 'Notifications',
  opener: 'Who opens when you answer',
  drafts: 'Drafts of notes',
  outbox: 'Notes on their way to Zammad',
  damaged: 'Stored things that could not be read',
  policy: 'Presets by the administrator',
  locked: 'Fixed settings',
  settings: 'Settings that were changed',
  timeZone: 'Time zone',
};

const state: Record<DiagnosticRow['state'], string> = {
  ok: 'fine',
  warn: 'worth a look',
  bad: 'does not work',
  info: 'information',
};

export const diagnostics = {
  title: 'Diagnostics',
  intro:
    'For a mail to your administrator when something does not work. Names, telephone numbers, addresses, tokens and texts of yours are never in it.',
  make: 'Make the report',
  making: 'Looking at everything …',
  again: 'Look again',
  copy: 'Copy the report',
  copied: 'Copied. Paste it into a mail.',
  notCopied: 'The browser did not copy it. Select the text below and copy it yourself.',
  text: 'The report as text',
  rows: 'What was found',
  fine: 'Nothing is wrong.',
  trouble: (count: number) =>
    count === 1 ? 'One thing deserves a look.' : `${count} things deserve a look.`,
  label,
  state,
  /** Words of the report; it is in English. */
  value: {
    none: 'none',
    unknown: 'unknown',
    granted: 'granted',
    denied: 'denied',
    waiting: 'waiting',
    skipped: 'skipped',
    live: 'live',
    offline: 'offline',
    connecting: 'connecting',
    unpaired: 'unpaired',
    refused: 'refused',
    'as delivered': 'none',
    browser: 'browser',
    relay: 'relay',
  },
};
