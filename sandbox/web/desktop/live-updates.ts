import { api } from '../parts/api.ts';
import type { TaskbarRow } from '../parts/records.ts';
import { screens } from './screens.ts';
import { dropRow, putRow } from './sidebar.ts';

/** Follows the server by `/cable`; tabs made elsewhere appear at once. */
export function followServer(): void {
  void api<TaskbarRow[]>('GET', 'taskbar').then((list) => {
    for (const row of list) putRow(row);
  });
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  const socket = new WebSocket(`${scheme}://${location.host}/cable`);
  socket.addEventListener('message', (message: MessageEvent<string>) => {
    const { event, data } = JSON.parse(message.data) as { event: string; data: TaskbarRow };
    if (event === 'taskbar:row') {
      putRow(data);
      screens.get(data.key)?.rowChanged?.(data.state);
    }
    if (event === 'taskbar:gone') dropRow(data.id);
    if (event === 'ticket:change') void screens.get(`Ticket-${data.id}`)?.refresh?.();
  });
}
