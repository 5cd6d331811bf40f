/** Pushes that are readable for the relay, and nothing that Zammad could bear as they are. */

interface Push {
  body: string;
  contentType?: string;
}

const form = (fields: Record<string, string | string[]>): Push => {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const text of [value].flat()) body.append(name, text);
  }
  return { body: body.toString() };
};
const json = (fields: object): Push => ({
  body: JSON.stringify(fields),
  contentType: 'application/json',
});

const sides = { from: '+49 (0)30 23125741', to: '030 12300', direction: 'in' };
const long = 'x'.repeat(20_000);
const many = Array.from({ length: 200 }, (_, n) => `Agent ${n} ${'y'.repeat(200)}`);

export const HOSTILE_PUSHES: readonly Push[] = [
  // Nobody announced them.
  form({ event: 'answer', callId: 'h1', ...sides, user: 'Alice Agent' }),
  form({ event: 'hangup', callId: 'h2', ...sides, cause: 'busy' }),
  form({ event: 'hangup', callId: 'h3' }),
  form({ event: 'answer', callId: 'h4' }),
  // Lists where Zammad wants one text.
  form({ event: 'newCall', callId: 'h5', ...sides, 'user[]': ['Alice', 'Bob'] }),
  form({ event: 'answer', callId: 'h5', ...sides, 'user[]': ['Alice', 'Bob'] }),
  json({ event: 'answer', callId: 'h6', ...sides, user: ['Alice', 'Bob'] }),
  json({ event: 'hangup', callId: 'h6', ...sides, user: { name: 'Alice' } }),
  // Numbers as numbers.
  json({ event: 'newCall', callId: 7, from: 493023125741, to: 23, direction: 'in' }),
  json({ event: 'hangup', callId: 7, direction: null, cause: 16 }),
  // Longer than any column.
  form({ event: 'newCall', callId: long, ...sides, user: long, queue: long }),
  form({ event: 'answer', callId: long, ...sides, user: long }),
  form({ event: 'hangup', callId: long, cause: long }),
  form({ event: 'newCall', callId: 'h8', direction: 'in', from: '9'.repeat(5_000), to: long }),
  form({ event: 'hangup', callId: 'h8', cause: '' }),
  form({ event: 'newCall', callId: 'h9', ...sides, 'user[]': many }),
  form({ event: 'hangup', callId: 'h9', cause: 'cancel' }),
  // Characters that no database wants.
  form({
    event: 'newCall',
    callId: 'h\0a',
    from: '\0',
    to: "'; DROP",
    user: 'A\0B',
    direction: 'in',
  }),
  form({ event: 'answer', callId: 'h\0a', user: '\u202E😀\uFFFF\u0000', direction: 'in' }),
  form({ event: 'hangup', callId: 'h\0a', cause: '\0' }),
  { body: `event=newCall&callId=h10&direction=in&from=%FF%FE&to=%C0%80&user=%ED%A0%80` },
  { body: 'event=hangup&callId=h10&cause=%FF' },
  // No sides, odd sides.
  form({ event: 'newCall', callId: 'h11', direction: 'in', from: '', to: '' }),
  form({ event: 'hangup', callId: 'h11' }),
  form({ event: 'newCall', callId: 'h12', direction: 'out', from: 'sip:23@x', to: '*31#+4930 1' }),
  form({ event: 'answer', callId: 'h12', direction: 'out', user: 'Alice' }),
  form({ event: 'hangup', callId: 'h12', direction: 'in' }),
  form({ event: 'newCall', callId: 'h13', ...sides, direction: 'SIDEWAYS', user: '<b>&amp;' }),
  form({ event: 'hangup', callId: 'h13', direction: '', cause: '<script>' }),
];
