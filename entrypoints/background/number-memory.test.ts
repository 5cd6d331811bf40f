import { expect, it } from 'vitest';
import { RelayError, type RelayCode } from '../../lib/relay-client/relay-error.ts';
import { createMemoryStorage } from '../../lib/storage/memory-storage.ts';
import { numberMemoryItem } from '../../lib/storage/number-memory.ts';
import { createStored } from '../../lib/storage/stored.ts';
import { sampleCall } from '../../tests/background/sample-call.ts';
import { createNumberMemory, TOLD_MS, UNTOLD_MAX } from './number-memory.ts';

const NUMBER = '+49407654321';
const MIA = { userId: 14, name: 'Mia Shared' };
const NILS = { userId: 15, name: 'Nils Shared' };
const exact = { vip: false, reason: { kind: 'exact' as const } };
const call = sampleCall({ remote: { ...sampleCall().remote, number: NUMBER } });

async function start(storage = createMemoryStorage()) {
  const told: string[] = [];
  const relay = { down: undefined as RelayCode | undefined, url: 'https://relay.example' };
  let now = 1_000;
  let hold: Promise<void> | undefined;
  const tell = async (text: string) => {
    await hold;
    if (relay.down) throw new RelayError(relay.down);
    told.push(text);
  };
  const errors: unknown[] = [];
  const memory = createNumberMemory({
    item: createStored({ storage, now: () => now, onDamaged: () => undefined }, numberMemoryItem),
    accounts: {
      relay: () => ({
        pick: (number, { userId }) => tell(`pick ${number} ${userId}`),
        exclude: (number, { userId, exclude }) =>
          tell(`${exclude ? 'exclude' : 'include'} ${number} ${userId}`),
      }),
      connection: () => ({ relay: { url: relay.url } }),
      zammad: () => undefined,
    },
    now: () => now++,
    onError: (error) => void errors.push(error),
  });
  await memory.load();
  return {
    memory,
    relay,
    told,
    errors,
    storage,
    pass: (ms: number) => {
      now += ms;
    },
    holdUntil: (until: Promise<void>) => {
      hold = until;
    },
  };
}

it('the team is told at once', async () => {
  const { memory, told } = await start();
  await memory.remember(NUMBER, 'pick', MIA);
  await memory.tell();
  expect(told).toEqual([`pick ${NUMBER} 14`]);
  expect(memory.waiting()).toBe(0);
});

it.each(['relay/unreachable', 'relay/slow', 'relay/broken', 'relay/unauthorised'] as const)(
  'a relay that does not listen (%s): it holds here, outlives a restart, and is told in order',
  async (down) => {
    const first = await start();
    first.relay.down = down;
    await first.memory.remember(NUMBER, 'exclude', NILS);
    await first.memory.remember(NUMBER, 'pick', MIA);
    await first.memory.tell();
    expect(first.memory.waiting()).toBe(2);

    const second = await start(first.storage);
    expect([...second.memory.excluded(call)]).toEqual([15]);
    await second.memory.tell();
    expect(second.told).toEqual([`exclude ${NUMBER} 15`, `pick ${NUMBER} 14`]);
    const third = await start(first.storage);
    expect(third.memory.waiting()).toBe(0);
  },
);

it('an answer that will not change is not asked for again', async () => {
  const { memory, relay, told, errors } = await start();
  relay.down = 'relay/refused';
  await memory.remember(NUMBER, 'pick', MIA);
  await memory.tell();
  expect(memory.waiting()).toBe(0);
  relay.down = undefined;
  await memory.tell();
  expect(told).toEqual([]);
  expect(errors).toEqual([]);
});

it('changing one’s mind before it was told: only the last is told', async () => {
  const { memory, relay, told } = await start();
  relay.down = 'relay/unreachable';
  await memory.remember(NUMBER, 'exclude', NILS);
  await memory.tell();
  await memory.remember(NUMBER, 'include', NILS);
  expect([...memory.excluded(call)]).toEqual([]);
  await memory.tell();
  relay.down = undefined;
  await memory.tell();
  expect(told).toEqual([`include ${NUMBER} 15`]);
});

it('changing one’s mind while it is on the wire: both are told, in order', async () => {
  const { memory, told, holdUntil } = await start();
  let go: () => void = () => undefined;
  holdUntil(
    new Promise((done) => {
      go = done;
    }),
  );
  await memory.remember(NUMBER, 'exclude', NILS);
  await memory.remember(NUMBER, 'include', NILS);
  go();
  await memory.tell();
  expect(told).toEqual([`exclude ${NUMBER} 15`, `include ${NUMBER} 15`]);
});

it('what belongs to another relay is kept for it', async () => {
  const { memory, relay, told } = await start();
  relay.down = 'relay/unreachable';
  await memory.remember(NUMBER, 'exclude', NILS);
  await memory.tell();
  relay.down = undefined;
  relay.url = 'https://other.example';
  await memory.tell();
  expect(told).toEqual([]);
  expect([...memory.excluded(call)]).toEqual([]);
  relay.url = 'https://relay.example';
  await memory.tell();
  expect(told).toHaveLength(1);
});

it('it is not kept without end', async () => {
  const { memory, relay } = await start();
  relay.down = 'relay/unreachable';
  for (let id = 0; id < UNTOLD_MAX + 5; id++) {
    await memory.remember(NUMBER, 'exclude', { userId: id + 1, name: 'x' });
  }
  expect(memory.waiting()).toBe(UNTOLD_MAX);
  expect(memory.excluded(call).has(1)).toBe(false);
});

it('people of a call: the picked one first, the ruled out ones gone', async () => {
  const { memory, relay } = await start();
  relay.down = 'relay/unreachable';
  const people = [
    { ...NILS, ...exact },
    { ...MIA, ...exact },
  ];
  await memory.remember(NUMBER, 'pick', MIA);
  expect(memory.applyTo(call, people).map(({ userId }) => userId)).toEqual([14, 15]);
  await memory.remember(NUMBER, 'exclude', NILS);
  expect(memory.applyTo(call, people).map(({ userId }) => userId)).toEqual([14]);
  await memory.remember(NUMBER, 'pick', { userId: 9, name: 'Ida Plus' });
  expect(memory.applyTo(call, people)).toMatchObject([
    { userId: 9, name: 'Ida Plus', reason: { kind: 'picked' } },
    { userId: 14 },
  ]);
  const other = sampleCall();
  expect(memory.applyTo(other, people)).toEqual(people);
});

it('what was told a while ago is the relay’s to say', async () => {
  const { memory, pass } = await start();
  await memory.remember(NUMBER, 'exclude', NILS);
  await memory.tell();
  expect([...memory.excluded(call)]).toEqual([15]);
  pass(TOLD_MS + 10);
  expect([...memory.excluded(call)]).toEqual([]);
  const remote = { ...call.remote, excluded: [15] };
  expect([...memory.excluded({ ...call, remote })]).toEqual([15]);
});
