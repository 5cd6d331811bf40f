/**
 * The channels that a recorded Asterisk had after any line of its recording, as `CoreShowChannels`
 * would list them. For tests.
 */
import { readRecording } from './replay.ts';
import { type AmiMessage, createMessage } from './wire.ts';

const PREFIXES = ['', 'Dest', 'LocalOne', 'LocalTwo', 'Transferer', 'Transferee', 'OrigTransferer'];
const FIELDS = [
  'ChannelState',
  'CallerIDNum',
  'CallerIDName',
  'ConnectedLineNum',
  'ConnectedLineName',
  'Context',
  'Exten',
  'Linkedid',
];

export interface RecordedStream {
  /** What Asterisk sent, from the first event on. */
  messages: readonly { message: AmiMessage; at: number }[];
  /** Rows of `CoreShowChannels` after the first `count` messages. */
  rowsAfter(count: number): AmiMessage[];
}

type Fields = Map<string, string>;

export function recordedStream(recording: string): RecordedStream {
  const messages = readRecording(recording)
    .filter(({ message }) => message.get('Event') !== undefined)
    .map(({ message, at }) => ({ message, at: at ?? 0 }));
  const states: Fields[][] = [];
  const channels = new Map<string, Fields>();
  for (const fields of underWay(messages.map(({ message }) => message))) {
    channels.set(fields.get('Uniqueid') ?? '', fields);
  }
  const keep = () => states.push([...channels.values()].map((fields) => new Map(fields)));
  keep();
  for (const { message } of messages) {
    apply(channels, message);
    keep();
  }
  return {
    messages,
    rowsAfter: (count) =>
      (states[count] ?? []).map((fields) =>
        createMessage([
          'Event: CoreShowChannel',
          ...[...fields].map(([key, value]) => `${key}: ${value}`),
        ]),
      ),
  };
}

/** Channels that were there before the recording began: they end in it without having begun. */
function underWay(messages: readonly AmiMessage[]): Fields[] {
  const begun = new Set<string>();
  const found = new Map<string, Fields>();
  for (const message of messages) {
    const isNew = message.get('Event') === 'Newchannel';
    for (const prefix of PREFIXES) {
      const id = message.get(`${prefix}Uniqueid`);
      if (id === undefined || begun.has(id) || found.has(id)) continue;
      if (isNew) begun.add(id);
      else if (message.get(`${prefix}Channel`) !== undefined) {
        const fields: Fields = new Map();
        describe(fields, message, prefix);
        fields.set('Application', prefix === 'Dest' ? 'AppDial' : 'Dial');
        found.set(id, fields);
      }
    }
  }
  return [...found.values()];
}

function apply(channels: Map<string, Fields>, message: AmiMessage): void {
  const event = message.get('Event');
  for (const prefix of PREFIXES) {
    const id = message.get(`${prefix}Uniqueid`);
    if (id === undefined || message.get(`${prefix}Channel`) === undefined) continue;
    const known = channels.get(id);
    if (!known && event !== 'Newchannel') continue;
    const fields: Fields = known ?? new Map();
    describe(fields, message, prefix);
    if (event === 'Newexten') {
      fields.set('Application', message.get('Application') ?? '');
      fields.set('ApplicationData', message.get('AppData') ?? '');
    }
    if (event === 'BridgeEnter') fields.set('BridgeId', message.get('BridgeUniqueid') ?? '');
    if (event === 'BridgeLeave') fields.set('BridgeId', '');
    channels.set(id, fields);
    if (event === 'Hangup') channels.delete(id);
  }
}

function describe(fields: Fields, message: AmiMessage, prefix: string): void {
  for (const key of ['Channel', 'Uniqueid', ...FIELDS]) {
    const value = message.get(`${prefix}${key}`);
    if (value !== undefined) fields.set(key, value);
  }
}
