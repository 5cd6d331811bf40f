/** One event of NFON's stream. Names and states as in NFON's public description of the CTI API. */

export interface NfonEvent {
  uuid: string;
  caller: string;
  callee: string;
  state: 'start' | 'dial' | 'ring' | 'answer' | 'bridge' | 'hangup' | 'end';
  direction: 'inbound' | 'outbound';
  extension: string;
  /** Why nobody answered: `timeout`, `cancel`, `busy`, `reject`. */
  error?: string;
}

const STATES = new Set(['start', 'dial', 'ring', 'answer', 'bridge', 'hangup', 'end']);
const MAX_TEXT = 200;

/** @returns undefined for anything else, such as signs of life */
export function readNfonEvent(data: string): NfonEvent | undefined {
  let json: unknown;
  try {
    json = JSON.parse(data);
  } catch {
    return undefined;
  }
  if (typeof json !== 'object' || json === null) return undefined;
  const fields = new Map(Object.entries(json));
  const text = (name: string): string => {
    const value: unknown = fields.get(name);
    if (typeof value === 'number') return String(value);
    return typeof value === 'string' ? value.trim().slice(0, MAX_TEXT) : '';
  };
  const [uuid, extension, state, direction] = [
    text('uuid'),
    text('extension'),
    text('state').toLowerCase(),
    text('direction').toLowerCase(),
  ];
  if (uuid === '' || extension === '' || !STATES.has(state)) return undefined;
  if (direction !== 'inbound' && direction !== 'outbound') return undefined;
  const error = text('error');
  return {
    uuid,
    extension,
    direction,
    state: state as NfonEvent['state'],
    caller: text('caller'),
    callee: text('callee'),
    ...(error !== '' && { error }),
  };
}
