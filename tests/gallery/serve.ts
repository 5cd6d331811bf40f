/**
 * `npm run gallery`: serves the gallery and says where.
 * `npm run gallery -- --shoot <folder> [part …]`: a picture of every part in both themes and languages.
 * `npm run gallery -- --docs`: the pictures of the documentation that show a surface alone.
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../../scripts/setup/root.ts';
import { shootDocPictures } from './doc-pictures.ts';
import { serveSources } from './gallery-server.ts';
import { shoot } from './shoot.ts';

const { values, positionals } = parseArgs({
  options: { shoot: { type: 'string' }, docs: { type: 'boolean' } },
  allowPositionals: true,
});

if (values.docs) {
  await shootDocPictures(join(ROOT, 'docs/pictures'));
} else if (values.shoot === undefined) {
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
