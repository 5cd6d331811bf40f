/** What every recording comes to; `tests/fixtures/pbx/asterisk/expected.json` was read by hand. */
import { describe, expect, test } from 'vitest';
import { createAsterisk } from './asterisk.ts';
import { readRecording } from './replay.ts';
import {
  createTestLedger,
  recordings,
  summary,
  testConnection,
  testOptions,
  testTranslator,
} from './testing.ts';
import { createAmiReader } from './wire.ts';

/** As it came over the wire. */
function wireText(text: string): Uint8Array {
  const lines = readRecording(text).map(
    ({ message }) => `${message.text.replaceAll('\n', '\r\n')}\r\n\r\n`,
  );
  return new TextEncoder().encode(`Asterisk Call Manager/11.0.0\r\n${lines.join('')}`);
}

describe.each(recordings())('$name', ({ text, expected }) => {
  test('in one go: the right calls, and no others', () => {
    const ledger = createTestLedger();
    const translator = testTranslator();
    for (const { message, at } of readRecording(text))
      ledger.record(translator.read(message, at ?? 0));
    expect(ledger.calls().map(summary)).toEqual(expected.calls);
    for (const call of ledger.calls()) expect(call.endGuessed).toBe(false);
  });

  test('byte by byte: the same', () => {
    const ledger = createTestLedger();
    const translator = testTranslator();
    const at = readRecording(text)[0]?.at ?? 0;
    const reader = createAmiReader({
      onMessage: (message) => ledger.record(translator.read(message, at)),
    });
    for (const byte of wireText(text)) reader.push(Uint8Array.of(byte));
    expect(ledger.calls().map(summary)).toEqual(expected.calls);
  });

  test('every event twice: the same', () => {
    const ledger = createTestLedger();
    const translator = testTranslator();
    for (const { message, at } of readRecording(text)) {
      ledger.record(translator.read(message, at ?? 0));
      ledger.record(translator.read(message, at ?? 0));
    }
    expect(ledger.calls().map(summary)).toEqual(expected.calls);
  });

  test('only phones and trunks are named, and what ended is forgotten', () => {
    const translator = testTranslator();
    const events = readRecording(text).flatMap(({ message, at }) =>
      translator.read(message, at ?? 0),
    );
    expect(JSON.stringify(events)).not.toMatch(/Local\/|;1|;2|<unknown>/);
    const running = expected.calls.filter(({ state }) => state !== 'ended').length;
    expect(translator.memory.size).toBe(running);
  });

  test('times only rise within a call', () => {
    const translator = testTranslator();
    const times = readRecording(text).flatMap(({ message }) =>
      translator.read(message, 5).map(({ at }) => at),
    );
    expect(times).toEqual(times.map((_, index) => 5 + index));
  });

  test('is replayed from JSON lines and from the text as it came', () => {
    const { connection, phone, markOurs } = testConnection();
    const context = { connection, phone, markOurs, publicUrl: () => '', clock: () => 7 };
    const dialect = createAsterisk(context, testOptions());
    for (const recording of [text, new TextDecoder().decode(wireText(text))]) {
      const ledger = createTestLedger();
      ledger.record(dialect.replay?.(recording) ?? []);
      expect(ledger.calls().map(summary)).toEqual(expected.calls);
    }
  });
});

test.each(['', '{', '{"Event":1}\n[]\nnull\n{"Event":"Hangup"}', 'no: colon\n\n\n', '\0\n\n'])(
  'replaying %j comes to nothing',
  (recording) => {
    const { connection, phone, markOurs } = testConnection();
    const context = { connection, phone, markOurs, publicUrl: () => '', clock: () => 7 };
    expect(createAsterisk(context, testOptions()).replay?.(recording)).toEqual([]);
  },
);
