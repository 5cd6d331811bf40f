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
import { electPage } from './ports-page.ts';
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
  const facts = { quiet: false, told: 0 };
  const ports = createPorts({
    cards,
    settings: () => settings,
    roleOf: async ({ url }) => url as Role | undefined,
    now: () => 1_000,
    isQuiet: () => facts.quiet,
    onPages: () => void facts.told++,
  });
  cards.onChange((record) => ports.tell(record));
  return { cards, settings, ports, facts };
}
function port(role: string | undefined, tabId = 1, name = 'cards') {
  const got: CardsMessage[] = [];
  let closed = false;
  let leave = () => {};
  let say: (message: unknown) => void = () => {};
  const it: Port & {
    got: CardsMessage[];
    closed(): boolean;
    leave(): void;
    kinds(): string[];
    say(message: unknown): void;
  } = {
    name,
    sender: { url: role, tab: { id: tabId } },
    postMessage: (message) => {
      if (closed) throw new Error('Attempting to use a disconnected port object');
      got.push(message);
    },
    disconnect: () => void (closed = true),
    onDisconnect: { addListener: (listener) => void (leave = listener) },
    onMessage: { addListener: (listener) => void (say = listener) },
    say: (message) => say(message),
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

describe('what pages of Zammad tell', () => {
  const sounds = (at: ReturnType<typeof port>) =>
    at.got.flatMap((message) => (message.type === 'all' ? [message.sound] : [])).at(-1);

  it('the sound goes with the page on screen that was used last', async () => {
    const { ports } = setup();
    const [one, two] = [port('content', 1), port('content', 2)];
    await ports.connect(one);
    await ports.connect(two);
    two.say({ type: 'page', visible: true, activeAt: 5 });
    expect([one, two].map(sounds)).toEqual(['off', 'ring']);
    one.say({ type: 'page', visible: true, activeAt: 9 });
    expect([one, two].map(sounds)).toEqual(['ring', 'off']);
    one.say({ type: 'page', visible: false, activeAt: 9 });
    expect([one, two].map(sounds)).toEqual(['off', 'ring']);
    expect(electPage(ports.pages())?.tabId).toBe(2);
  });
  it('a clock of the page that is ahead does not hold the sound for ever', async () => {
    const { ports } = setup();
    const page = port('content', 1);
    await ports.connect(page);
    page.say({ type: 'page', visible: true, activeAt: 1e15 });
    expect(ports.pages()[0]?.activeAt).toBe(1_000);
  });
  it('tickets on screen, each once and not too many', async () => {
    const { ports, facts } = setup();
    const page = port('content', 1);
    await ports.connect(page);
    const told = facts.told;
    page.say({ type: 'tickets', ids: [7, 7, ...Array.from({ length: 50 }, (_, at) => at + 1)] });
    expect(ports.pages()[0]?.tickets).toHaveLength(20);
    expect(facts.told).toBe(told + 1);
  });
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['text', 'page'],
    ['another type', { type: 'settings', phone: 'quiet' }],
    ['no tickets', { type: 'tickets', ids: ['1'] }],
    ['half a ticket', { type: 'tickets', ids: [1.5] }],
    ['a flood', { type: 'tickets', ids: Array.from({ length: 10_000 }, () => 1) }],
    ['no time', { type: 'page', visible: true, activeAt: 'now' }],
    ['endless', { type: 'page', visible: true, activeAt: Infinity }],
  ])('%s is not listened to', async (_what, message) => {
    const { ports } = setup();
    const page = port('content', 1);
    await ports.connect(page);
    const before = JSON.stringify(ports.pages());
    page.say(message);
    expect(JSON.stringify(ports.pages())).toBe(before);
  });
  it('our own pages are no pages of Zammad', async () => {
    const { ports } = setup();
    const popup = port('page');
    await ports.connect(popup);
    popup.say({ type: 'page', visible: true, activeAt: 5 });
    expect(ports.pages()).toEqual([]);
  });
  it('told before we know who it is, it counts once we do', async () => {
    const { ports } = setup();
    const page = port('content', 1);
    const connecting = ports.connect(page);
    page.say({ type: 'tickets', ids: [4] });
    await connecting;
    expect(ports.pages()[0]?.tickets).toEqual([4]);
  });
});

describe('when a card comes', () => {
  const answered = { version: 2, state: 'talking', mine: true, answeredAt: 2 } as const;
  it('only from the agent’s answer on, also when the ringing was missed', async () => {
    const { ports, cards, settings } = setup();
    settings.cardIn = 'answer';
    const page = port('content');
    await ports.connect(page);
    cards.receive(sampleCall(), { lead: true });
    expect(page.kinds()).toEqual(['all']);
    cards.receive(sampleCall(answered), { lead: true });
    cards.receive(sampleCall({ id: 'c2', ...answered }), { lead: true });
    expect(page.kinds()).toEqual(['all', 'card', 'card']);
  });
  it('off: none, but what was typed or offered stays in reach', async () => {
    const { ports, cards, settings } = setup();
    settings.cardIn = 'off';
    const page = port('content');
    await ports.connect(page);
    cards.receive(sampleCall(answered), { lead: true });
    expect(page.kinds()).toEqual(['all']);
    cards.change('c1', (view) => ({ ...view, offer: { what: 'profile', until: 9 } }));
    expect(page.kinds()).toEqual(['all', 'card']);
    cards.opened('c1', 'hand');
    expect(page.kinds()).toEqual(['all', 'card', 'gone']);
    cards.change('c1', (view) => ({ ...view, note: { ...view.note, text: 'Half', keptAt: 5 } }));
    expect(page.kinds()).toEqual(['all', 'card', 'gone', 'card']);
  });
  it('quiet hours: the card, without a sound', async () => {
    const { ports, cards, facts } = setup();
    facts.quiet = true;
    const page = port('content');
    await ports.connect(page);
    cards.receive(sampleCall(), { lead: true });
    expect(page.kinds()).toEqual(['all', 'card']);
    expect(sounds0(page)).toBe('off');
  });
  const sounds0 = (at: ReturnType<typeof port>) =>
    at.got.flatMap((message) => (message.type === 'all' ? [message.sound] : [])).at(-1);
});

describe('the missed board', () => {
  it('its changes are told to our own pages only', async () => {
    const { ports } = setup();
    const [page, popup] = [port('content'), port('page')];
    await ports.connect(page);
    await ports.connect(popup);
    ports.board();
    expect([page.kinds(), popup.kinds()]).toEqual([['all'], ['all', 'board']]);
  });
});
