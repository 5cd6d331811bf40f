import * as v from 'valibot';
import { compact, textIfAny, time } from './read.ts';
import type { Request } from './request.ts';
import type { TaskbarInput, TaskbarRow } from './types.ts';

const tasksSchema = v.fallback(
  v.object({
    tasks: v.fallback(
      v.array(
        v.object({
          user_id: v.number(),
          apps: v.record(
            v.string(),
            v.object({ last_contact: time, changed: v.nullish(v.boolean(), false) }),
          ),
        }),
      ),
      [],
    ),
  }),
  { tasks: [] },
);

const rowSchema = v.pipe(
  v.object({
    id: v.number(),
    key: v.string(),
    callback: v.string(),
    app: textIfAny,
    state: v.nullish(v.record(v.string(), v.unknown())),
    preferences: v.nullish(tasksSchema),
  }),
  v.transform(({ preferences, ...raw }): TaskbarRow => {
    const tasks = (preferences?.tasks ?? []).map(({ user_id, apps }) => {
      const pages = Object.values(apps);
      return {
        userId: user_id,
        lastContactAt: Math.max(0, ...pages.map(({ last_contact }) => last_contact)),
        changed: pages.some(({ changed }) => changed),
      };
    });
    return compact({ ...raw, state: raw.state ?? {}, tasks });
  }),
);

/** Rows are always one's own. `GET taskbar/:id` is never used: Zammad runs its create code there. */
export function createTaskbar(request: Request) {
  return {
    /** `tasks` says who else has the same ticket open (`Ticket-ID`). */
    taskbar: (): Promise<TaskbarRow[]> => request.get('taskbar', v.array(rowSchema)),

    /**
     * Opens a task; in the desktop UI it appears at once. The key is unique per person and app:
     * `zammad/refused` ("Key has already been taken") when the task is open already.
     */
    createTaskbar: (input: TaskbarInput): Promise<TaskbarRow> =>
      request.post('taskbar', rowSchema, {
        app: 'desktop',
        notify: false,
        active: false,
        ...input,
      }),

    /** Replaces the state of a task; an open desktop form shows it at once. */
    updateTaskbar: (id: number, input: Partial<TaskbarInput>): Promise<TaskbarRow> =>
      request.put(`taskbar/${id}`, rowSchema, input),
  };
}
