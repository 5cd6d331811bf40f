/** What the app asks of the call log, and what came of it. */
import { type BridgeBench, callEvent } from './bridge-bench.ts';

/** An entity to log on. */
export const on = (id: string, type = 'tickets', more: object = {}) => ({
  id,
  type,
  source: 'zammad',
  ...more,
});
export const logged = (entities: object[], more: object = {}) => ({
  ...callEvent(more),
  integrationEntities: entities,
});
export const withText = (bodies: string[], text: string) =>
  bodies.filter((body) => body.includes(text));
export const posts = async (bridge: BridgeBench) =>
  (await bridge.writes()).filter(({ method }) => method === 'POST');
