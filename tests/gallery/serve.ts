/**
 * `npm run gallery`: serves the gallery and says where.
 * `npm run gallery -- --shoot <folder> [part …]`: a picture of every part in both themes and languages.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { serveSources } from './gallery-server.ts';
import { shoot } from './shoot.ts';

const { values, positionals } = parseArgs({
  options: { shoot: { type: 'string' } },
  allowPositionals: true,
});

if (values.shoot === undefined) {
  const server = await serveSources();
  process.stdout.write(`The gallery is at ${server.url} (Ctrl-C ends it)\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void server.close().then(() => process.exit(0)));
} else {
  const folder = resolve(values.shoot);
  const troubles = await shoot(folder, positionals);
  for (const line of troubles) process.stdout.write(`${line}\n`);
  process.stdout.write(
    `pictures in ${folder}; ${troubles.length === 0 ? 'nothing found' : `${troubles.length} found`}\n`,
  );
  process.exitCode = troubles.length === 0 ? 0 : 1;
}
