import { Hono } from 'hono';
import type { JsonObject, TaskbarRecord } from '../world/rows.ts';
import type { World } from '../world/world.ts';
import { readInput, type RestContext, type RestEnv } from './context.ts';
import { missing, notFound, RestError } from './rest-error.ts';
import { objectOf } from './ticket-writes.ts';

/** `/taskbar`: the open tasks of one's own web UI. */
export function taskbarRoutes(): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  app.get('/', (c) => c.json(own(c)));
  app.post('/', async (c) => {
    const { world, auth } = c.var;
    const input = await readInput(c);
    for (const field of ['prio', 'key', 'callback']) {
      if (input[field] === undefined || input[field] === null) throw missing(field, 'taskbars');
    }
    const appName = input['app'] ?? 'desktop';
    if (appName !== 'desktop' && appName !== 'mobile') {
      throw new RestError(422, 'App is not included in the list');
    }
    if (own(c).some((row) => row.key === input['key'] && row.app === appName)) {
      throw new RestError(422, 'Key has already been taken');
    }
    const now = world.now();
    const row: TaskbarRecord = {
      id: world.nextId('taskbar'),
      user_id: auth.user.id,
      last_contact: now,
      key: String(input['key']),
      callback: String(input['callback']),
      state: objectOf(input['state']) ?? {},
      preferences: {},
      params: objectOf(input['params']) ?? {},
      prio: Number(input['prio']),
      notify: input['notify'] === true,
      active: input['active'] === true,
      app: appName,
      created_at: now,
      updated_at: now,
      attachments: [],
    };
    world.taskbar.push(row);
    touch(world, row);
    world.tell({ kind: 'taskbar', userId: row.user_id, row, gone: false });
    return c.json(row, 201);
  });
  app.put('/:id{\\d+}', async (c) => {
    const row = find(c);
    change(row, await readInput(c));
    touch(c.var.world, row);
    c.var.world.tell({ kind: 'taskbar', userId: row.user_id, row, gone: false });
    return c.json(row);
  });
  app.delete('/:id{\\d+}', (c) => {
    const row = find(c);
    c.var.world.taskbar.splice(c.var.world.taskbar.indexOf(row), 1);
    shareTasks(c.var.world, row.key);
    c.var.world.tell({ kind: 'taskbar', userId: row.user_id, row, gone: true });
    return c.json({});
  });
  return app;
}

function own(c: RestContext): TaskbarRecord[] {
  return c.var.world.taskbar.filter((row) => row.user_id === c.var.auth.user.id);
}

function find(c: RestContext): TaskbarRecord {
  const row = own(c).find((candidate) => candidate.id === Number(c.req.param('id')));
  if (!row) throw notFound('Taskbar', c.req.param('id') ?? '');
  return row;
}

function change(row: TaskbarRecord, input: JsonObject): void {
  if (typeof input['prio'] === 'number') row.prio = input['prio'];
  if (typeof input['notify'] === 'boolean') row.notify = input['notify'];
  if (typeof input['active'] === 'boolean') row.active = input['active'];
  row.state = objectOf(input['state']) ?? row.state;
  row.params = objectOf(input['params']) ?? row.params;
}

/** Notes the change, and names in each row of this key all who have it open. */
function touch(world: World, row: TaskbarRecord): void {
  row.last_contact = world.now();
  row.updated_at = world.now();
  row.preferences['dirty'] = Object.keys(row.state).length > 0;
  shareTasks(world, row.key);
}

function shareTasks(world: World, key: string): void {
  const rows = world.taskbar.filter((each) => each.key === key);
  const tasks = rows.map((each) => ({
    user_id: each.user_id,
    apps: {
      [each.app]: {
        last_contact: each.last_contact,
        changed: Object.keys(each.state).length > 0,
      },
    },
    id: each.id,
  }));
  for (const each of rows) each.preferences = { ...each.preferences, tasks };
}
