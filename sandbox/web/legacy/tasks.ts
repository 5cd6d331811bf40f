import { h } from '../parts/dom.ts';

/** One open screen. Hidden ones are taken out of the document, as in the original. */
export interface Task {
  /** `Ticket-1`, `User-9`, `TicketCreateScreen-ID`; plain pages have none in the task list. */
  key: string;
  hash: string;
  title: string;
  /** Plain pages (dashboard, caller log) are not listed. */
  listed: boolean;
  content: HTMLElement;
  /** Something typed or changed that is not saved. */
  changed: () => boolean;
  /** `ticket_create_rerender` for create screens. */
  rerender?: (options: Record<string, unknown>) => void;
  /** Shift+C: closes the ticket. */
  closeTicket?: () => Promise<void>;
  /** After the content is back in the document. */
  shown?: () => void;
}

export interface Tasks {
  get(key: string): Task | undefined;
  active(): Task | undefined;
  add(task: Task): Task;
  show(key: string): void;
  /** No screen at all: what the original does after `show: false`. */
  blank(): void;
  close(key: string): void;
  all(): Task[];
  onChange(listener: () => void): void;
  changed(): void;
}

export function createTasks(app: HTMLElement): Tasks {
  const tasks: Task[] = [];
  const listeners: (() => void)[] = [];
  let active: Task | undefined;

  function detach() {
    active?.content.classList.remove('active');
    active?.content.remove();
    active = undefined;
  }
  function changed() {
    for (const listener of listeners) listener();
  }

  return {
    get: (key) => tasks.find((task) => task.key === key),
    active: () => active,
    add(task) {
      task.content.id = `content_permanent_${task.key}`;
      task.content.classList.add('content');
      tasks.push(task);
      changed();
      return task;
    },
    show(key) {
      const task = tasks.find((candidate) => candidate.key === key);
      if (!task) return;
      if (task !== active) {
        detach();
        app.append(task.content);
      }
      active = task;
      task.content.classList.add('active');
      document.title = `${task.title} – Sandbox helpdesk`;
      changed();
      task.shown?.();
    },
    blank() {
      detach();
      changed();
    },
    close(key) {
      const index = tasks.findIndex((task) => task.key === key);
      const [task] = index < 0 ? [] : tasks.splice(index, 1);
      if (task && task === active) {
        detach();
        location.hash = tasks.findLast((candidate) => candidate.listed)?.hash ?? '#dashboard';
      }
      changed();
    },
    all: () => [...tasks],
    onChange: (listener) => {
      listeners.push(listener);
    },
    changed,
  };
}

export function contentBox(...children: HTMLElement[]): HTMLElement {
  return h('div', { class: 'content' }, ...children);
}
