import { callerLogTask } from './caller-log.ts';
import { dashboardTask, overviewTask } from './dashboard.ts';
import {
  hungTask,
  notFoundTask,
  organizationTask,
  profileTask,
  searchTask,
} from './other-screens.ts';
import { type Task, type Tasks } from './tasks.ts';
import { openCreate } from './ticket-create.ts';
import { ticketTask } from './ticket-zoom.ts';
import { userTask } from './user-profile.ts';

type Open = (tasks: Tasks, ...parts: string[]) => Task;

const ROUTES: [RegExp, Open][] = [
  [/^#?$|^#dashboard$/, dashboardTask],
  [/^#ticket\/view(?:\/([\w-]+))?$/, overviewTask],
  [/^#cti$/, callerLogTask],
  [/^#ticket\/zoom\/number\/(\d+)$/, (tasks, number) => ticketTask(tasks, '', number)],
  [/^#ticket\/zoom\/(\d+)(?:\/\d+)?$/, (tasks, id) => ticketTask(tasks, id ?? '')],
  [
    /^#ticket\/create\/id\/([\w-]+)(?:\/customer\/(\d+))?$/,
    (tasks, id, customer) => openCreate(tasks, id ?? '', {}, customer),
  ],
  [/^#user\/profile\/(\d+)$/, userTask],
  [/^#organization\/profile\/(\d+)$/, organizationTask],
  [/^#search\/(.+)$/, searchTask],
  [/^#profile(?:\/([\w_]+))?$/, profileTask],
  [/^#manage/, hungTask],
];

/** `#ticket/create` and `…/customer/ID` get a random id, in place of the history entry. */
function rewritten(hash: string): string {
  const match = /^#ticket\/create(?:\/customer\/(\d+))?$/.exec(hash);
  if (!match) return hash;
  const id = 10_000 + Math.floor(Math.random() * 90_000);
  return `#ticket/create/id/${id}${match[1] ? `/customer/${match[1]}` : ''}`;
}

/** Shows what the hash names; unknown hashes leave the screen as it is. */
export function go(tasks: Tasks, hash: string): void {
  const wanted = rewritten(hash);
  if (location.hash !== wanted && wanted !== '') {
    history[wanted === hash ? 'pushState' : 'replaceState'](null, '', wanted);
  }
  for (const [pattern, open] of ROUTES) {
    const match = pattern.exec(wanted);
    if (match) {
      tasks.show(open(tasks, ...match.slice(1)).key);
      return;
    }
  }
  if (wanted.startsWith('#ticket/zoom/')) tasks.show(notFoundTask(tasks, wanted).key);
}

export function startRouter(tasks: Tasks): void {
  window.addEventListener('hashchange', () => go(tasks, location.hash));
  window.addEventListener('popstate', () => go(tasks, location.hash));
  go(tasks, location.hash);
}
