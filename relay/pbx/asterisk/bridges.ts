/** Rows of `CoreShowChannels`, and who in them is connected with whom. */
import { halfOf, pairOf } from './channels.ts';
import { known } from './parties.ts';
import type { AmiMessage } from './wire.ts';

export interface Row {
  id: string;
  linkedId: string;
  name: string;
  context: string | undefined;
  exten: string | undefined;
  number: string | undefined;
  label: string | undefined;
  /** `calls`: it came in and is not answered yet. */
  state: 'calls' | 'ringing' | 'up';
  bridge: string | undefined;
  /** Somebody dialled it. */
  isLeg: boolean;
  /** The queue it waits in. */
  queue: string | undefined;
  message: AmiMessage;
}

const UP = '6';
const RING = '4';

/** Undefined for a row that says too little. */
export function readRow(message: AmiMessage): Row | undefined {
  const id = known(message.get('Uniqueid'));
  const linkedId = known(message.get('Linkedid'));
  const name = known(message.get('Channel'));
  if (id === undefined || linkedId === undefined || name === undefined) return undefined;
  const state = message.get('ChannelState');
  const application = message.get('Application') ?? '';
  const waits = application === 'Queue';
  return {
    id,
    linkedId,
    name,
    context: message.get('Context'),
    exten: message.get('Exten'),
    number: known(message.get('CallerIDNum')),
    label: known(message.get('CallerIDName')),
    state: state === UP ? 'up' : state === RING ? 'calls' : 'ringing',
    bridge: known(message.get('BridgeId')),
    isLeg: application === 'AppDial' || application === 'AppQueue',
    queue: waits ? known(message.get('ApplicationData')?.split(',')[0]) : undefined,
    message,
  };
}

/** Unique ids are `epoch.counter`; others come last. */
export function byAge(a: Row, b: Row): number {
  const [x = 0, m = 0] = a.id.split('.').map(Number);
  const [y = 0, n = 0] = b.id.split('.').map(Number);
  return x - y || m - n || (a.id < b.id ? -1 : 1);
}

/** Everybody whom this channel can hear, through bridges and pairs of Local channels. */
export function connectedWith(start: Row, rows: readonly Row[]): Row[] {
  const found = new Set<Row>([start]);
  const todo = [start];
  for (let row = todo.pop(); row; row = todo.pop()) {
    const here = row;
    for (const other of rows) {
      const bridged = here.bridge !== undefined && here.bridge === other.bridge;
      const paired = halfOf(here.name) !== undefined && pairOf(here.name) === pairOf(other.name);
      if ((!bridged && !paired) || found.has(other)) continue;
      found.add(other);
      todo.push(other);
    }
  }
  found.delete(start);
  return [...found];
}
