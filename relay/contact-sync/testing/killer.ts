/** Kills a run at a chosen moment: from then on it stores nothing and sends nothing. */
import type { KyselyPlugin } from 'kysely';
import type { SyncWorld } from './sync-world.ts';

export interface Kill {
  /** Before the so-manieth query, or at the so-manieth request. */
  at: 'query' | 'request';
  nth: number;
  /** A request is still carried out on the other side; only its answer finds nobody. */
  done: boolean;
}

export interface Killer {
  plugin: KyselyPlugin;
  /** Runs once, killed on the way or, when it is over before, not at all. */
  runOnce(world: SyncWorld, kill: Kill | undefined, trust: boolean): Promise<void>;
}

export function createKiller(): Killer {
  let kill: Kill | undefined;
  let seen = 0;
  let dead = false;
  const count = (at: Kill['at']): boolean => {
    if (kill?.at === at && ++seen === kill.nth) dead = true;
    return dead;
  };
  return {
    plugin: {
      transformQuery({ node }) {
        if (count('query')) throw new Error('killed');
        return node;
      },
      transformResult: ({ result }) => Promise.resolve(result),
    },
    async runOnce(world, next, trust) {
      [kill, seen, dead] = [next, 0, false];
      world.vendors.fault = () => {
        const before = dead;
        if (!count('request')) return undefined;
        return { kind: !before && next?.done ? 'lost' : 'cut' };
      };
      world.zammad.fault = () => {
        const before = dead;
        if (!count('request')) return undefined;
        return !before && next?.done ? 'lost' : 'cut';
      };
      try {
        await world.run({ trust });
      } catch (error) {
        if (!(error instanceof Error) || error.message !== 'killed') throw error;
      } finally {
        kill = undefined;
        dead = false;
        world.vendors.fault = () => undefined;
        world.zammad.fault = () => undefined;
      }
    },
  };
}
