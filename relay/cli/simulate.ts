/** `offhook simulate`: plays calls against a running relay, without a telephone. */
import { createPrivateKey, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readArguments, readSpeed, UsageError } from './arguments.ts';
import { findEncoder, ENCODERS } from './encode/encoders.ts';
import { playRequests, playScenario } from './play.ts';
import { CommandError, runCommand } from './problems.ts';
import { bareRequest, readRecordingFile, readRequests } from './recording.ts';
import { findScenario, SCENARIOS } from './scenarios/list.ts';
import { GROUPS } from './scenarios/step.ts';
import { findTarget } from './simulate-target.ts';

const HELP = `offhook simulate <scenario|file> [--dialect ID | --connection ID] [--speed 1]
                 [--from NUMBER] [--to NUMBER] [--user NAME]… [--url ADDRESS --token SECRET]

  --dialect     as this telephone system; the first connection that speaks it
  --connection  through this connection
  --speed 4     four times as fast; 0 without pauses
  --user        who is called (may be given more than once)
  --url         of the relay, when it is not the one configured here
  --token       secret of the connection, likewise
  --key FILE    private key (PEM), for systems that sign with one of their own

A file holds recorded requests: {"request": {"method", "rest", "query", "contentType", "headers",
"body"}}, a list of them or one per line ("afterMs" before each), lines of "offhook events --json",
or a bare body.`;

export function simulate(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  return runCommand('simulate', async () => {
    const { values, positionals } = readArguments(
      args,
      {
        url: { type: 'string' },
        token: { type: 'string' },
        dialect: { type: 'string' },
        connection: { type: 'string' },
        speed: { type: 'string', default: '1' },
        from: { type: 'string' },
        to: { type: 'string' },
        user: { type: 'string', multiple: true },
        key: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
      ['scenario or file'],
    );
    const speed = readSpeed(values.speed);
    const [name] = positionals;
    if (name === undefined || values.help) {
      list();
      return 0;
    }
    const scenario = findScenario(name);
    if (!scenario && !existsSync(name)) throw unknownScenario(name);
    const target = await findTarget(values, env);
    if (!scenario) {
      const text = readRecordingFile(name);
      const requests = readRequests(text) ?? [bareRequest(text)];
      return (await playRequests(requests, target, speed)) ? 0 : 1;
    }
    const encoder = findEncoder(target.dialect);
    if (!encoder) {
      throw new CommandError(
        `Scenarios cannot be told in the words of ${target.dialect}; known: ${ENCODERS.map(({ dialect }) => dialect).join(', ')}. Play a recording: offhook simulate <file> --connection ${target.connection}.`,
      );
    }
    const privateKey = values.key === undefined ? undefined : readKey(values.key);
    const problem = encoder.problem?.(target.options, privateKey);
    if (problem !== undefined) throw new CommandError(problem);
    const run = randomUUID().slice(0, 8);
    const played = { scenario, encoder, target, speed, run, cast: values, privateKey };
    return (await playScenario(played)) ? 0 : 1;
  });
}

/** A key that cannot sign would only look like a wrong signature. */
function readKey(path: string): string {
  const pem = readRecordingFile(path);
  try {
    createPrivateKey(pem);
  } catch {
    throw new CommandError(`The file ${path} holds no private key in PEM.`);
  }
  return pem;
}

function list(): void {
  const lines = [HELP];
  for (const group of GROUPS) {
    lines.push('', `${group}:`);
    for (const { name, about, see } of SCENARIOS.filter((one) => one.group === group)) {
      lines.push(`  ${name.padEnd(19)} ${about}`, `  ${''.padEnd(19)} → ${see}`);
    }
  }
  lines.push('', `As: ${ENCODERS.map(({ dialect }) => dialect).join(', ')}`);
  console.log(lines.join('\n'));
}

function unknownScenario(name: string): UsageError {
  const names = SCENARIOS.map((one) => one.name).join(', ');
  return new UsageError(
    `There is no scenario and no file "${name.slice(0, 100)}". Known are: ${names}.`,
  );
}
