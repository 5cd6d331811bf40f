/** Names of batches: when they began (UTC), and something that tells two of one second apart. */
import { randomBytes } from 'node:crypto';

export function newBatchId(at: number): string {
  const [day = '', time = ''] = new Date(at).toISOString().split('T');
  return `${day.replaceAll('-', '')}-${time.slice(0, 8).replaceAll(':', '')}-${randomBytes(2).toString('hex')}`;
}
