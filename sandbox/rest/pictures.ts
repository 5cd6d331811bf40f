import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import { Hono } from 'hono';
import type { RestEnv } from './context.ts';

const SIZE = 64;
/** What Zammad sends for an unknown hash: one transparent pixel. */
const PLACEHOLDER = Buffer.from(
  'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7',
  'base64',
);

/** `/users/image/HASH`: answers everybody, logged in or not (measured). */
export function pictureRoutes(): Hono<RestEnv> {
  const app = new Hono<RestEnv>();
  app.get('/:hash', (c) => {
    const hash = c.req.param('hash');
    const known = [...c.var.world.users.values()].some(({ image }) => image === hash);
    const [body, type] = known ? [portrait(hash), 'image/png'] : [PLACEHOLDER, 'image/gif'];
    return c.body(new Uint8Array(body), 200, { 'content-type': type });
  });
  return app;
}

/** A picture that is the same for the same hash: head and shoulders before a plain ground. */
function portrait(hash: string): Buffer {
  const [r = 0, g = 0, b = 0] = createHash('sha256').update(hash).digest();
  const ground = [120 + (r % 100), 120 + (g % 100), 120 + (b % 100)];
  const shape = ground.map((value) => Math.round(value * 0.45));
  const rows = Array.from({ length: SIZE }, (_, y) => [
    0,
    ...Array.from({ length: SIZE }, (_each, x) => {
      const head = Math.hypot(x - 32, y - 25) < 12;
      const shoulders = Math.hypot((x - 32) / 1.15, y - 64) < 22;
      return head || shoulders ? shape : ground;
    }).flat(),
  ]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIZE, 0);
  header.writeUInt32BE(SIZE, 4);
  // Eight bits a channel, red, green and blue.
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
