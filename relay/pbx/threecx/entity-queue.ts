/**
 * 3CX tells that something changed, not what: it has to be fetched. Fetches run side by side, never
 * two of one entity, and what they bring is told in the order of the news.
 */
import { LinkError } from '../dialect.ts';

export interface EntityQueue {
  changed(path: string): void;
  removed(path: string): void;
}

interface Task {
  path: string;
  removed: boolean;
  state: 'waiting' | 'fetching' | 'done';
  found?: unknown;
}

const AT_ONCE = 6;
/** More news at once than any 3CX has; the next connection begins with a snapshot. */
const MAX_WAITING = 5_000;

export function createEntityQueue(deps: {
  /** What it is now; undefined when it is gone. */
  fetch(path: string): Promise<unknown>;
  tell(news: { path: string; removed: boolean; found?: unknown }): void;
  onError(error: unknown): void;
}): EntityQueue {
  const tasks: Task[] = [];
  let fetching = 0;
  let failed = false;

  function fail(error: unknown): void {
    if (failed) return;
    failed = true;
    tasks.length = 0;
    deps.onError(error);
  }

  function add(task: Task): void {
    if (failed) return;
    if (tasks.length >= MAX_WAITING) return fail(new LinkError('3CX sends more than can be asked'));
    tasks.push(task);
    next();
  }

  function next(): void {
    while (!failed && tasks[0]?.state === 'done') {
      const { path, removed, found } = tasks.shift()!;
      deps.tell({ path, removed, found });
    }
    const busy = new Set<string>();
    for (const task of tasks) {
      if (failed || fetching >= AT_ONCE) return;
      if (task.state === 'waiting' && !busy.has(task.path)) start(task);
      if (task.state !== 'done') busy.add(task.path);
    }
  }

  function start(task: Task): void {
    task.state = 'fetching';
    fetching += 1;
    deps.fetch(task.path).then(
      (found) => {
        fetching -= 1;
        task.found = found;
        task.state = 'done';
        next();
      },
      (error: unknown) => {
        fetching -= 1;
        fail(error);
      },
    );
  }

  return {
    changed(path) {
      const last = tasks.findLast((task) => task.path === path);
      // It will be fetched anyway, and brings what is true then.
      if (last?.state === 'waiting' && !last.removed) return;
      add({ path, removed: false, state: 'waiting' });
    },
    removed: (path) => add({ path, removed: true, state: 'done' }),
  };
}
