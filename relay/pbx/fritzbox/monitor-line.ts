/**
 * One line of the FRITZ!Box call monitor. Format as described by AVM's community documentation and
 * by the projects fritzconnection and fritz-callmonitor:
 *
 *     28.11.20 15:17:43;RING;0;03023125741;22147103;SIP0;
 *     28.11.20 15:18:00;CALL;1;11;22147103;03023125741#;SIP1;
 *     28.11.20 15:17:47;CONNECT;0;4;03023125741;
 *     28.11.20 15:17:50;DISCONNECT;0;3;
 */
export type MonitorLine =
  | { word: 'RING'; stamp: string; connId: string; caller: string; called: string; trunk: string }
  | {
      word: 'CALL';
      stamp: string;
      connId: string;
      device: string;
      own: string;
      dialled: string;
      trunk: string;
    }
  | { word: 'CONNECT'; stamp: string; connId: string; device: string; other: string }
  | { word: 'DISCONNECT'; stamp: string; connId: string; seconds: number };

const HEAD = /^(\d\d\.\d\d\.\d\d \d\d:\d\d:\d\d);(RING|CALL|CONNECT|DISCONNECT);(\d{1,6});(.*)$/;

/** @returns undefined for anything that is no such line */
export function readMonitorLine(line: string): MonitorLine | undefined {
  const [, stamp, word, connId, rest] = HEAD.exec(line.trim()) ?? [];
  if (stamp === undefined || connId === undefined || rest === undefined) return undefined;
  const [first = '', second = '', third = '', fourth = ''] = rest.split(';');
  const head = { stamp, connId };
  switch (word) {
    case 'RING':
      return { ...head, word, caller: first, called: second, trunk: third };
    case 'CALL':
      return { ...head, word, device: first, own: second, dialled: third, trunk: fourth };
    case 'CONNECT':
      return { ...head, word, device: first, other: second };
    case 'DISCONNECT':
      return /^\d{1,7}$/.test(first) ? { ...head, word, seconds: Number(first) } : undefined;
    default:
      return undefined;
  }
}

/**
 * The box's own time, for recordings only: it is local, without zone, and says so to nobody.
 * @returns epoch ms as if the box stood in UTC
 */
export function stampTime(stamp: string): number {
  const [day = 0, month = 0, year = 0, hour = 0, minute = 0, second = 0] = stamp
    .split(/[. :]/)
    .map(Number);
  return Date.UTC(2000 + year, month - 1, day, hour, minute, second);
}
