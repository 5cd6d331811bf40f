/** Figures of the agent side. Labels never hold personal data. */
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { SyncProgress } from '../directory/sync-position.ts';

export function createAgentMetrics(
  registry: Registry,
  read: {
    streams: () => number;
    people: () => number;
    sync: () => SyncProgress | undefined;
    /** Numbers that browsers of agents told us about. */
    learned: () => number;
    /** Calls in the history's index, and whether older ones are still missing there. */
    history: () => { calls: number; catchingUp: boolean };
  },
) {
  const registers = [registry];
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value());
      },
    });
  gauge('offhook_streams', 'Browsers connected', read.streams);
  gauge('offhook_directory_people', 'People in the directory with a readable number', read.people);
  gauge(
    'offhook_directory_learned',
    'Numbers whose people were learned from browsers of agents',
    read.learned,
  );
  gauge(
    'offhook_directory_pass',
    'Number of the directory pass under way or done last',
    () => read.sync()?.pass ?? 0,
  );
  gauge(
    'offhook_directory_page',
    'Page the directory pass reads; 0 between passes',
    () => read.sync()?.page ?? 0,
  );
  gauge('offhook_directory_failing', '1 while the directory cannot be read', () =>
    read.sync()?.state === 'failing' ? 1 : 0,
  );
  gauge(
    'offhook_directory_organizations',
    'Organisations in the directory',
    () => read.sync()?.organizations ?? 0,
  );
  gauge('offhook_directory_paused', '1 in quiet hours and while Zammad is in maintenance', () =>
    read.sync()?.state === 'paused' ? 1 : 0,
  );
  gauge(
    'offhook_directory_checked_seconds',
    'Unix time at which Zammad was last asked for changes; 0: never',
    () => (read.sync()?.checkedAt ?? 0) / 1000,
  );
  gauge(
    'offhook_directory_change_seconds',
    "Unix time, by Zammad's clock, of the newest change that is in the directory; 0: none",
    () => (read.sync()?.changeAt ?? 0) / 1000,
  );
  gauge(
    'offhook_directory_completed_seconds',
    'Unix time of the last whole pass; 0: never',
    () => (read.sync()?.completedAt ?? 0) / 1000,
  );
  gauge('offhook_history_calls', 'Calls in the index of the history', () => read.history().calls);
  gauge('offhook_history_catching_up', '1 while older calls are not in the index yet', () =>
    read.history().catchingUp ? 1 : 0,
  );
  return {
    frames: new Counter({
      name: 'offhook_stream_frames_total',
      help: 'Frames sent to browsers',
      registers,
    }),
    ended: new Counter({
      name: 'offhook_streams_ended_total',
      help: 'Streams ended by the relay (slow, dead, revoked, shutdown)',
      labelNames: ['reason'],
      registers,
    }),
    refused: new Counter({
      name: 'offhook_streams_refused_total',
      help: 'Streams refused (protocol, token, rate, silent)',
      labelNames: ['reason'],
      registers,
    }),
    lookupSeconds: new Histogram({
      name: 'offhook_lookup_seconds',
      help: 'Number look-ups in the directory',
      buckets: [0.00001, 0.0001, 0.001, 0.005, 0.02, 0.1],
      registers,
    }),
    dials: new Counter({
      name: 'offhook_dials_total',
      help: 'Click-to-dial requests by result',
      labelNames: ['result'],
      registers,
    }),
  };
}
