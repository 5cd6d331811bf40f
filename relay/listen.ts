/** Opens the relay's port. */
import type { Server } from 'node:http';
import { StartError } from './start-error.ts';

/**
 * @returns the port, which the system chose when 0 was asked for
 * @throws StartError in words for the admin
 */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new StartError(why(error))));
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });

  function why(error: NodeJS.ErrnoException): string {
    switch (error.code) {
      case 'EADDRINUSE':
        return `Port ${port} on ${host} is in use. Stop the other program, or set OFFHOOK_PORT to a free port.`;
      case 'EACCES':
        return `Port ${port} may not be used by this user. Set OFFHOOK_PORT to a port above 1023.`;
      case 'EADDRNOTAVAIL':
      case 'ENOTFOUND':
        return `The address ${host} is not one of this machine. Set OFFHOOK_HOST to 127.0.0.1 or 0.0.0.0.`;
      default:
        return `Cannot listen on ${host}:${port} (${error.code ?? error.message}). Check OFFHOOK_HOST and OFFHOOK_PORT.`;
    }
  }
}
