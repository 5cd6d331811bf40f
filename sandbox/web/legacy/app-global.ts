import { api } from '../parts/api.ts';
import { modern, me } from '../parts/page.ts';
import type { User } from '../parts/records.ts';
import { loadedUsers } from './loaded-users.ts';
import { go } from './router.ts';
import { type Tasks } from './tasks.ts';
import { openCreate, type Prefill } from './ticket-create.ts';

interface RemoteTask {
  key?: string;
  controller?: string;
  params?: Record<string, unknown>;
  show?: boolean;
  url?: string;
}

/** `window.App`, as far as an extension touches it in the page's own world. */
export function exposeApp(tasks: Tasks): void {
  const listeners = new Map<string, ((data: unknown) => void)[]>();
  const bind = (event: string, callback: (data: unknown) => void) => {
    listeners.set(event, [...(listeners.get(event) ?? []), callback]);
  };
  const trigger = (event: string, data: unknown) => {
    for (const callback of listeners.get(event) ?? []) callback(data);
  };

  bind('remote_task', (data) => openRemoteTask(tasks, data as RemoteTask));
  bind('ticket_create_rerender', (data) => {
    const { options } = data as { options?: Record<string, unknown> };
    tasks.active()?.rerender?.(options ?? {});
  });
  bind('ui:theme:set', (data) => {
    const { theme } = data as { theme?: string };
    if (theme) document.documentElement.dataset['theme'] = theme;
  });

  const App = {
    Event: { bind, trigger },
    Config: { get: (name: string) => (name === 'product_name' ? 'Sandbox helpdesk' : undefined) },
    Session: { get: (field?: string) => (field ? me[field as keyof typeof me] : me) },
    TaskManager: {
      all: () => tasks.all().map(({ key }) => ({ key })),
      worker: (key: string) => {
        const task = tasks.get(key);
        return task && { changed: task.changed };
      },
      execute: (task: RemoteTask) => openRemoteTask(tasks, task),
    },
    User: {
      full(id: number | string, callback?: (id: number | string) => void) {
        void api<User>('GET', `users/${id}?expand=true`).then((user) => {
          loadedUsers.set(user.id, user);
          callback?.(id);
        });
      },
    },
  };
  Object.assign(window, { App });
}

function openRemoteTask(tasks: Tasks, task: RemoteTask): void {
  const params = task.params ?? {};
  if (task.controller === 'TicketCreate' && task.key) {
    const customer = params['customer_id'];
    // 5.x takes nothing over unless the customer is a non-empty string.
    const taken = modern || (typeof customer === 'string' && customer !== '');
    const id = task.key.replace(/^TicketCreateScreen-/, '');
    openCreate(tasks, id, taken ? (params as Prefill) : {});
  }
  if (task.url && (task.show ?? true)) go(tasks, `#${task.url}`);
  else if (task.url) {
    // The original navigates although it shows nothing: the view goes blank.
    history.pushState(null, '', `#${task.url}`);
    tasks.blank();
  }
}
