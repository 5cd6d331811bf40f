import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { SESSION_COOKIE } from './rest/auth.ts';
import type { Sessions } from './rest/sessions.ts';
import type { World, WorldEvent } from './world/world.ts';

interface Page {
  socket: WebSocket;
  userId: number;
  ui: 'legacy' | 'desktop';
}

export interface Live {
  tell(event: WorldEvent): void;
  close(): void;
}

/**
 * Keeps open pages up to date: `/ws` for the legacy UI, `/cable` for the desktop one. The second
 * legacy page of a person stops the first, as measured.
 */
export function createLive(server: Server, worldOf: () => World, sessions: Sessions): Live {
  const sockets = new WebSocketServer({ noServer: true });
  const pages = new Set<Page>();
  const send = (page: Page, event: string, data: unknown) =>
    page.socket.send(JSON.stringify({ event, data }));

  function onUpgrade(request: IncomingMessage, stream: Duplex, head: Buffer) {
    const path = (request.url ?? '').split('?')[0];
    const cookie = new RegExp(`${SESSION_COOKIE}=([^;]+)`).exec(request.headers.cookie ?? '')?.[1];
    const session = sessions.get(cookie);
    if ((path !== '/ws' && path !== '/cable') || !session) {
      stream.destroy();
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      const page: Page = {
        socket,
        userId: session.userId,
        ui: path === '/ws' ? 'legacy' : 'desktop',
      };
      if (page.ui === 'legacy') {
        for (const other of pages) {
          if (other.ui === 'legacy' && other.userId === page.userId) {
            send(other, 'session:takeover', {});
            pages.delete(other);
          }
        }
      }
      pages.add(page);
      socket.on('close', () => pages.delete(page));
      socket.on('error', () => pages.delete(page));
    });
  }
  server.on('upgrade', onUpgrade);

  return {
    tell(event) {
      for (const page of pages) {
        if (event.kind === 'cti' && page.ui === 'legacy') send(page, 'cti_list_push', {});
        if (event.kind === 'taskbar' && page.ui === 'desktop' && page.userId === event.userId) {
          send(page, event.gone ? 'taskbar:gone' : 'taskbar:row', event.row);
        }
        if (event.kind === 'ticket') send(page, 'ticket:change', { id: event.ticketId });
        if (event.kind === 'screen' && page.ui === 'legacy' && page.userId === event.userId) {
          send(page, 'remote_task', screenFor(worldOf(), event.row));
        }
      }
    },
    close() {
      server.off('upgrade', onUpgrade);
      for (const page of pages) page.socket.terminate();
      sockets.close();
    },
  };
}

/** On answer Zammad opens the profile of a customer with a recent ticket, else a new ticket. */
function screenFor(
  world: World,
  row: { from: string; preferences: { from?: { user_id: number }[] } },
) {
  const customerId = row.preferences.from?.[0]?.user_id;
  const recent = [...world.tickets.values()].some((ticket) => ticket.customer_id === customerId);
  if (customerId !== undefined && recent) {
    return {
      key: `User-${customerId}`,
      controller: 'UserProfile',
      params: { user_id: String(customerId) },
      show: true,
      url: `user/profile/${customerId}`,
    };
  }
  const id = crypto.randomUUID();
  return {
    key: `TicketCreateScreen-${id}`,
    controller: 'TicketCreate',
    params: {
      id,
      customer_id: customerId === undefined ? '' : String(customerId),
      title: world.flavour === '5.5' ? 'Call' : `Call from ${row.from}`,
    },
    show: true,
    url: `ticket/create/id/${id}`,
  };
}
