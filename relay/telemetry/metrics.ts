/** Figures of the relay in Prometheus text (`GET /metrics`). Labels never hold personal data. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export type Metrics = ReturnType<typeof createMetrics>;

/** A registry of its own: two relays in one process (tests) do not meet. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'offhook_' });
  const registers = [registry];
  return {
    registry,
    pushes: new Counter({
      name: 'offhook_pbx_requests_total',
      help: 'Requests of telephone systems by connection and answer status',
      labelNames: ['connection', 'status'],
      registers,
    }),
    answerSeconds: new Histogram({
      name: 'offhook_pbx_answer_seconds',
      help: 'From the arrival of a push to its answer, commit included',
      labelNames: ['connection'],
      buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5],
      registers,
    }),
    events: new Counter({
      name: 'offhook_events_total',
      help: 'Events by connection, kind and outcome (changed, doubled, late)',
      labelNames: ['connection', 'kind', 'outcome'],
      registers,
    }),
    forwards: new Counter({
      name: 'offhook_forwards_total',
      help: 'Events told to Zammad by outcome (sent, known, unsure, down, failed, given-up)',
      labelNames: ['outcome'],
      registers,
    }),
    forwardsWaiting: new Gauge({
      name: 'offhook_forwards_waiting',
      help: 'Calls that have something waiting to be told to Zammad',
      registers,
    }),
    linkUp: new Gauge({
      name: 'offhook_pbx_link_up',
      help: '1 while the relay is connected to this telephone system',
      labelNames: ['connection'],
      registers,
    }),
    swept: new Counter({
      name: 'offhook_calls_given_up_total',
      help: 'Calls closed because no end was reported',
      registers,
    }),
  };
}
