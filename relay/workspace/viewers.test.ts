import { afterEach, beforeEach, expect, it, describe } from 'vitest';
import * as v from 'valibot';
import { viewersSchema } from '../../lib/protocol/workspace.ts';
import type { Client } from '../hub/testing/client.ts';
import { PARTY, startWorkbench, type Workbench } from './testing/workbench.ts';

let work: Workbench;
beforeEach(async () => {
  work = await startWorkbench();
});
afterEach(() => work.close());

const say = (client: Client, tickets?: number[]) =>
  client.send({ type: 'presence', phone: 'on', activeAt: 1, ...(tickets && { tickets }) });
async function viewers(tickets: string, who: 'alice' | 'bob' = 'alice') {
  const { body } = await work.ask(who, 'GET', `/v1/viewers?tickets=${tickets}`);
  expect(v.is(viewersSchema, body)).toBe(true);
  return body.items as { ticketId: number; agents: string[] }[];
}
/** What the relay heard before is taken in: it asks until it is so. */
async function until(fits: () => Promise<boolean>): Promise<void> {
  while (!(await fits())) await new Promise((resolve) => setImmediate(resolve));
}

describe('WS10: who has a ticket on screen', () => {
  it('names the others, ticket by ticket, as long as they say so', async () => {
    const [bob, second, carla] = [work.stream('bob'), work.stream('bob'), work.stream('carla')];
    await Promise.all([bob, second, carla].map((client) => client.next('welcome')));
    say(bob, [1, 2]);
    say(second, [2, 3]);
    say(carla, [2]);
    await until(async () => (await viewers('2'))[0]?.agents.length === 2);
    await until(async () => (await viewers('3'))[0]?.agents.length === 1);
    expect(await viewers('1,2,3,4')).toEqual([
      { ticketId: 1, agents: ['Bob Müller'] },
      { ticketId: 2, agents: ['Bob Müller', 'Carla Clever'] },
      { ticketId: 3, agents: ['Bob Müller'] },
      { ticketId: 4, agents: [] },
    ]);
    expect(await viewers('1,2', 'bob')).toEqual([
      { ticketId: 1, agents: [] },
      { ticketId: 2, agents: ['Carla Clever'] },
    ]);
    say(carla, []);
    await until(async () => (await viewers('2'))[0]?.agents.length === 1);
    await bob.close();
    await until(async () => (await viewers('1'))[0]?.agents.length === 0);
    expect(await viewers('2,2')).toEqual([{ ticketId: 2, agents: ['Bob Müller'] }]);
    say(second);
    await until(async () => (await viewers('2'))[0]?.agents.length === 0);
  });
  it('is known when it was said before the hello', async () => {
    const bob = work.stream('bob');
    await new Promise((resolve) => bob.socket.on('open', resolve));
    say(bob, [5]);
    await bob.next('welcome');
    await until(async () => (await viewers('5'))[0]?.agents[0] === 'Bob Müller');
  });
  it('no ticket asked, none answered', async () => {
    expect(await viewers('')).toEqual([]);
  });
  it('more than twenty are none of the protocol', async () => {
    const bob = work.stream('bob');
    await bob.next('welcome');
    say(
      bob,
      Array.from({ length: 21 }, (_, n) => n + 1),
    );
    expect(await bob.next('refused')).toMatchObject({ reason: 'protocol' });
  });
  it('does not disturb who leads', async () => {
    const bob = work.stream('bob');
    await bob.next('welcome');
    say(bob, [1]);
    const id = await work.tell(0, 'new', 'a', { direction: 'in', to: PARTY.line });
    expect(await bob.next('call', ({ call }) => call.id === id)).toMatchObject({ lead: true });
  });
});
