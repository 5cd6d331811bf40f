import { describe, expect, it } from 'vitest';
import type { CardsMessage } from '../../lib/core/card.ts';
import { agentCallSchema } from '../../lib/protocol/agent-call-schema.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../lib/core/settings.ts';
import type { Role } from '../../lib/rpc/role.ts';
import { liveItem } from '../../lib/storage/live.ts';
import { createMemoryStorage } from '../../lib/storage/memory-storage.ts';
import { createStored } from '../../lib/storage/stored.ts';
import { createCards } from './cards.ts';
import { createPorts, type Port } from './ports.ts';
import { sampleCall } from '../../tests/background/sample-call.ts';

function setup() {
  const deps = { storage: createMemoryStorage(), now: () => 0, onDamaged() {} };
  const cards = createCards({
    live: createStored(deps, liveItem(agentCallSchema)),
    now: () => 0,
    noteOf: () => undefined,
  });
  const settings: Settings = {
    ...DEFAULT_SETTINGS,
    phone: 'on',
    dial: 'relay',
    sound: 'ring',
    notifications: true,
    locale: 'de',
  };
  const ports = createPorts({
    cards,
    settings: () => settings,
    roleOf: async ({ url }) => url as Role | undefined,
  });
  cards.onChange((record) => ports.tell(record));
  return { cards, settings, ports };
}
function port(role: string | undefined, tabId = 1, name = 'cards') {
  const got: CardsMessage[] = [];
  let closed = false;
  let leave = () => {};
  const it: Port & { got: CardsMessage[]; closed(): boolean; leave(): void; kinds(): string[] } = {
    name,
    sender: { url: role, tab: { id: tabId } },
    postMessage: (message) => {
      if (closed) throw new Error('Attempting to use a disconnected port object');
      got.push(message);
    },
    disconnect: () => void (closed = true),
    onDisconnect: { addListener: (listener) => void (leave = listener) },
    got,
    closed: () => closed,
    leave: () => {
      closed = true;
      leave();
    },
    kinds: () => got.map(({ type }) => type),
  };
  return it;
}

describe('the port', () => {
  it.each([
    ['a web page or foreign extension', undefined, 'cards'],
    ['another name', 'content', 'other'],
  ])('of %s is closed and told nothing', async (_who, role, name) => {
    const { ports, cards } = setup();
    const refused = port(role, 1, name);
    await ports.connect(refused);
    cards.receive(sampleCall(), { lead: true });
    expect(refused.closed()).toBe(true);
    expect(refused.got).toEqual([]);
  });
  it('gets all there is when it connects, then each change', async () => {
    const { ports, cards } = setup();
    cards.receive(sampleCall(), { lead: true });
    const page = port('content');
    await ports.connect(page);
    cards.receive(sampleCall({ version: 2, state: 'talking', mine: true }), { lead: true });
    expect(page.got).toMatchObject([
      {
        type: 'all',
        cards: [{ call: { version: 1 } }],
        phone: 'on',
        locale: 'de',
        dial: 'relay',
        sound: 'ring',
      },
      { type: 'card', card: { call: { version: 2 } } },
    ]);
  });
  it('a dismissed card goes, once', async () => {
    const { ports, cards } = setup();
    const page = port('content');
    await ports.connect(page);
    cards.receive(sampleCall(), { lead: true });
    cards.change('c1', (view) => ({ ...view, dismissed: true }));
    cards.change('c1', (view) => ({ ...view, problems: ['zammad/slow'] }));
    expect(page.kinds()).toEqual(['all', 'card', 'gone']);
  });
  it('that is gone already disturbs nobody', async () => {
    const { ports, cards } = setup();
    const [one, two] = [port('content', 1), port('content', 2)];
    await ports.connect(one);
    await ports.connect(two);
    one.disconnect();
    cards.receive(sampleCall(), { lead: true });
    expect(two.kinds()).toContain('card');
  });
  it('that leaves while its sender is being checked is not kept', async () => {
    const { ports, cards } = setup();
    const page = port('content');
    const connecting = ports.connect(page);
    page.leave();
    await connecting;
    cards.receive(sampleCall(), { lead: true });
    expect(page.got).toEqual([]);
  });
});

describe('the phone switched to quiet', () => {
  it('shows nothing in the page; our own pages list all the same', async () => {
    const { ports, cards, settings } = setup();
    settings.phone = 'quiet';
    const [page, popup] = [port('content'), port('page')];
    await ports.connect(page);
    await ports.connect(popup);
    cards.receive(sampleCall(), { lead: true });
    expect(page.got).toMatchObject([{ type: 'all', cards: [], phone: 'quiet', sound: 'off' }]);
    expect(popup.kinds()).toEqual(['all', 'card']);
  });
  it('takes effect on cards that are there, and back', async () => {
    const { ports, cards, settings } = setup();
    const page = port('content');
    await ports.connect(page);
    cards.receive(sampleCall(), { lead: true });
    settings.phone = 'quiet';
    ports.tellAll();
    settings.phone = 'on';
    ports.tellAll();
    expect(page.got.slice(2)).toMatchObject([
      { type: 'all', cards: [] },
      { type: 'all', cards: [{ call: { id: 'c1' } }] },
    ]);
  });
});

describe('sound', () => {
  const heard = (at: ReturnType<typeof port>) =>
    at.got.flatMap((message) => (message.type === 'all' ? [message.sound] : [])).at(-1);
  it('comes from one page of Zammad only, and moves when that one closes', async () => {
    const { ports } = setup();
    const [one, two, popup] = [port('content', 1), port('content', 2), port('page', 3)];
    for (const each of [popup, one, two]) await ports.connect(each);
    expect([one, two, popup].map(heard)).toEqual(['ring', 'off', 'off']);
    one.leave();
    expect(heard(two)).toBe('ring');
  });
});

describe('the shortcut', () => {
  it('reaches the card of that tab only', async () => {
    const { ports } = setup();
    const [one, two] = [port('content', 1), port('content', 2)];
    await ports.connect(one);
    await ports.connect(two);
    ports.focus(2);
    expect([one.kinds(), two.kinds()]).toEqual([['all'], ['all', 'focus']]);
  });
});

describe('another Zammad', () => {
  it('closes all ports: who was allowed before may not be now', async () => {
    const { ports, cards } = setup();
    const page = port('content');
    await ports.connect(page);
    ports.closeAll();
    cards.receive(sampleCall(), { lead: true });
    expect(page.closed()).toBe(true);
    expect(page.kinds()).toEqual(['all']);
  });
});
