/** A small telephone system by hand, for what no recording holds. For tests. */
import { createTestLedger, summary, testTranslator } from './testing.ts';
import { createMessage } from './wire.ts';

type Fields = Record<string, string>;

/** Channel names are their unique ids too; 10 ms pass with every event. */
export function handMade(options: Parameters<typeof testTranslator>[0] = {}) {
  const translator = testTranslator(options);
  const ledger = createTestLedger();
  let at = 1_000;
  const send = (event: string, fields: Fields) => {
    at += 10;
    const lines = Object.entries({ Event: event, ...fields }).map(
      ([key, value]) => `${key}: ${value}`,
    );
    const events = translator.read(createMessage(lines), at);
    ledger.record(events);
    return events;
  };
  const about = (prefix: string, name: string, call: string, more: Fields = {}) =>
    Object.fromEntries(
      Object.entries({ Channel: name, Uniqueid: name, Linkedid: call, ...more }).map(([k, v]) => [
        prefix + k,
        v,
      ]),
    );
  return {
    translator,
    ledger,
    send,
    channel: (name: string, call: string, more: Fields = {}) =>
      send('Newchannel', about('', name, call, { Exten: 's', Context: '', ...more })),
    dial: (from: string | undefined, dest: string, call: string, more: Fields = {}) =>
      send('DialBegin', {
        ...(from !== undefined && about('', from, call)),
        ...about('Dest', dest, call),
        ...more,
      }),
    dialled: (from: string | undefined, dest: string, call: string, status: string) =>
      send('DialEnd', {
        ...(from !== undefined && about('', from, call)),
        ...about('Dest', dest, call),
        DialStatus: status,
      }),
    hangup: (name: string, call: string, cause = '16') =>
      send('Hangup', about('', name, call, { Cause: cause, 'Cause-txt': 'x' })),
    calls: () => ledger.calls().map(summary),
  };
}
