/** `node sandbox/main.ts`: the stand-in Zammad on `OFFHOOK_SANDBOX_PORT` (4871). */
import { startSandbox } from './sandbox.ts';
import { FLAVOURS } from './world/flavour.ts';

const port = Number(process.env['OFFHOOK_SANDBOX_PORT'] ?? 4871);
const wanted = process.env['OFFHOOK_SANDBOX_FLAVOUR'] ?? '6.5';
const flavour = FLAVOURS.find((candidate) => candidate === wanted);

if (!Number.isInteger(port) || port < 0 || port > 65_535 || !flavour) {
  process.stderr.write(
    `OFFHOOK_SANDBOX_PORT must be a port, OFFHOOK_SANDBOX_FLAVOUR one of ${FLAVOURS.join(', ')}.\n`,
  );
  process.exit(2);
}
try {
  const sandbox = await startSandbox({ port, flavour });
  process.stdout.write(`sandbox ready ${sandbox.url}\n`);
  const stop = () => void sandbox.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
} catch (error) {
  process.stderr.write(
    `The sandbox cannot listen on port ${port}: ${(error as Error).message}. Is it running already? Set OFFHOOK_SANDBOX_PORT to another port.\n`,
  );
  process.exit(1);
}
