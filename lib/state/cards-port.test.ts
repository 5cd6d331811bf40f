import { expect, test } from 'vitest';
import type { CardsMessage } from '../core/card.ts';
import { keepCardsPort } from './cards-port.ts';

function setUp() {
  const ports: { send(message: CardsMessage): void; drop(): void; closed: boolean }[] = [];
  const waits: number[] = [];
  const heard: CardsMessage[] = [];
  const ending = new AbortController();
  let run: (() => void) | undefined;
  let now = 0;
  const state = { orphaned: false, orphanedTold: 0, refuse: false };
  keepCardsPort(
    {
      connect() {
        if (state.refuse) throw new Error('Extension context invalidated.');
        let onMessage: (message: CardsMessage) => void = () => {};
        let onDisconnect = () => {};
        const port = {
          closed: false,
          send: (message: CardsMessage) => onMessage(message),
          drop: () => onDisconnect(),
        };
        ports.push(port);
        return {
          onMessage: { addListener: (listener) => void (onMessage = listener) },
          onDisconnect: { addListener: (listener) => void (onDisconnect = listener) },
          disconnect: () => void (port.closed = true),
        };
      },
      onMessage: (message) => heard.push(message),
      onOrphaned: () => (state.orphanedTold += 1),
      isOrphaned: () => state.orphaned,
      setTimeout(wake, ms) {
        waits.push(ms);
        run = wake;
      },
      now: () => now,
    },
    ending.signal,
  );
  return {
    ports,
    waits,
    heard,
    state,
    ending,
    pass: (ms: number) => {
      now += ms;
    },
    wake: () => {
      const wake = run;
      run = undefined;
      wake?.();
    },
  };
}

test('connects again after the background was stopped, at once after a good time', () => {
  const { ports, waits, pass, wake } = setUp();
  for (const _ of [1, 2, 3]) {
    pass(30_000);
    ports.at(-1)!.drop();
    wake();
  }
  expect(ports).toHaveLength(4);
  expect(waits).toEqual([100, 100, 100]);
});

test('a background that refuses is asked ever more rarely', () => {
  const { ports, waits, wake } = setUp();
  for (let round = 0; round < 20; round += 1) {
    ports.at(-1)!.drop();
    wake();
  }
  expect(waits.slice(0, 4)).toEqual([100, 200, 400, 800]);
  expect(waits.at(-1)).toBe(300_000);
});

test('messages of every port are heard', () => {
  const { ports, heard, wake } = setUp();
  ports[0]!.send({ type: 'gone', id: 'a' });
  ports[0]!.drop();
  wake();
  ports[1]!.send({ type: 'gone', id: 'b' });
  expect(heard).toHaveLength(2);
});

test('a reloaded extension ends it, once', () => {
  const { ports, state, wake } = setUp();
  state.orphaned = true;
  ports[0]!.drop();
  wake();
  expect(ports).toHaveLength(1);
  expect(state.orphanedTold).toBe(1);
});

test('a connect that throws for another reason is tried again', () => {
  const { ports, state, waits, wake } = setUp();
  state.refuse = true;
  ports[0]!.drop();
  wake();
  expect(waits).toEqual([100, 200]);
  state.refuse = false;
  wake();
  expect(ports).toHaveLength(2);
});

test('ends with its signal', () => {
  const { ports, ending, waits } = setUp();
  ending.abort();
  expect(ports[0]!.closed).toBe(true);
  ports[0]!.drop();
  expect(waits).toEqual([]);
});
