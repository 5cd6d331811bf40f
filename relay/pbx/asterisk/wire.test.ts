import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AmiMessage, createAmiReader, createMessage, formatAction } from './wire.ts';

function readAll(chunks: readonly (Uint8Array | string)[]) {
  const messages: AmiMessage[] = [];
  const banners: string[] = [];
  const reader = createAmiReader({
    onMessage: (message) => messages.push(message),
    onBanner: (line) => banners.push(line),
  });
  for (const chunk of chunks) {
    reader.push(typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk);
  }
  return { messages, banners };
}

const GREETING =
  'Asterisk Call Manager/11.0.0\r\nResponse: Success\r\nActionID: 1\r\n\r\nEvent: Newchannel\r\nCallerIDName: Bärbel: Köln\r\nVariable: a=1\r\nvariable: b=2\r\n\r\n';

test('the banner has no empty line behind it; keys count without case and may repeat', () => {
  const { messages, banners } = readAll([GREETING]);
  expect(banners).toEqual(['Asterisk Call Manager/11.0.0']);
  expect(messages.map((one) => one.get('event') ?? one.get('RESPONSE'))).toEqual([
    'Success',
    'Newchannel',
  ]);
  expect(messages[1]?.get('calleridname')).toBe('Bärbel: Köln');
  expect(messages[1]?.all('VARIABLE')).toEqual(['a=1', 'b=2']);
  expect(messages[1]?.get('Exten')).toBeUndefined();
});

test('byte by byte comes to the same', () => {
  const bytes = new TextEncoder().encode(GREETING);
  const whole = readAll([bytes]);
  const single = readAll([...bytes].map((byte) => Uint8Array.of(byte)));
  expect(single.messages.map(({ text }) => text)).toEqual(whole.messages.map(({ text }) => text));
  expect(single.banners).toEqual(whole.banners);
});

test('cut anywhere comes to the same, whatever the values hold', () => {
  const value = fc
    .string({ unit: 'grapheme', maxLength: 30 })
    .map((text) => text.replace(/[\r\n]/g, ''));
  const message = fc.array(fc.tuple(fc.constantFrom('Event', 'Channel', 'x-y'), value), {
    minLength: 1,
    maxLength: 5,
  });
  fc.assert(
    fc.property(
      fc.array(message, { maxLength: 5 }),
      fc.infiniteStream(fc.integer({ min: 1, max: 40 })),
      (list, sizes) => {
        const text = `Asterisk Call Manager/1\r\n${list.map((lines) => lines.map(([k, v]) => `${k}: ${v}\r\n`).join('') + '\r\n').join('')}`;
        const bytes = new TextEncoder().encode(text);
        const pieces: Uint8Array[] = [];
        for (let at = 0; at < bytes.length;) {
          const { value: size } = sizes.next();
          pieces.push(bytes.subarray(at, at + size));
          at += size;
        }
        const { messages } = readAll(pieces);
        expect(messages.map((one) => one.all('Event'))).toEqual(
          list.map((lines) =>
            lines.filter(([key]) => key === 'Event').map(([, text_]) => text_.trim()),
          ),
        );
      },
    ),
  );
});

test('a line without end needs no memory, and what follows is still read', () => {
  const piece = new Uint8Array(1_000_000).fill(65);
  const { messages } = readAll([
    'Event: a\r\nName: ',
    ...Array<Uint8Array>(50).fill(piece),
    '\r\n\r\nEvent: b\r\n\r\n',
  ]);
  expect(messages.map((one) => one.get('Event'))).toEqual(['a', 'b']);
  expect(messages[0]?.text.length).toBeLessThan(20_000);
});

test('a message without end is cut at 500 lines', () => {
  const { messages } = readAll(['Event: a\r\n', ...Array<string>(20_000).fill('K: v\r\n'), '\r\n']);
  expect(messages[0]?.all('k').length).toBe(499);
});

test('any bytes: nothing throws, and a message after them is read', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 })), (noise) => {
      const { messages } = readAll([...noise, '\r\n\r\nEvent: after\r\n\r\n']);
      expect(messages.at(-1)?.get('Event')).toBe('after');
    }),
  );
});

test('names that every object has are no keys', () => {
  const message = createMessage(['Event: x', '__proto__: evil', 'constructor: evil']);
  expect(message.get('toString')).toBeUndefined();
  expect(message.get('__proto__')).toBe('evil');
  expect(Object.prototype).not.toHaveProperty('evil');
});

test('a line break in a value is no header of its own', () => {
  expect(formatAction({ Action: 'Login', Username: 'a\r\nAction: Command\r\n\r\nx' })).toBe(
    'Action: Login\r\nUsername: a Action: Command x\r\n\r\n',
  );
});
