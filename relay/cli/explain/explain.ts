/** `offhook explain`: what the relay would make of a recording. Nothing is sent, nothing is stored. */
import metadata from 'libphonenumber-js/max/metadata';
import type { Call, PbxEvent, Verdict } from '../../../lib/core/call.ts';
import { loadConfig } from '../../config-load.ts';
import { createMask } from '../../journal/mask.ts';
import type { PushAnswer } from '../../pbx/dialect.ts';
import { readArguments } from '../arguments.ts';
import { createDryConnections } from '../dry-connections.ts';
import { homePhone } from '../home-phone.ts';
import { printable, shorten } from '../printable.ts';
import { runCommand } from '../problems.ts';
import { readRecordingFile } from '../recording.ts';
import { createPaint } from '../terminal.ts';
import { createDryLedger, type DryLedger } from './dry-ledger.ts';
import { chooseConnection } from './explain-connection.ts';
import { eventLines, type ExplainOptions } from './explain-event.ts';
import { readInputs } from './inputs.ts';

const HELP = `offhook explain <file> [--dialect ID | --connection ID] [--options JSON|FILE] [--mask]

  --dialect     read it as this telephone system's
  --connection  read it as this connection would
  --options     other options for the dialect than the configured ones
  --mask        numbers but for their last three digits

A file holds requests as "offhook simulate --help" says, or the recorded stream of a telephone
system that the relay connects to (for Asterisk: manager events, one JSON object per line).`;

export function explain(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  return runCommand('explain', async () => {
    const { values, positionals } = readArguments(
      args,
      {
        dialect: { type: 'string' },
        connection: { type: 'string' },
        options: { type: 'string' },
        mask: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
      ['file'],
    );
    const [path] = positionals;
    if (path === undefined || values.help) {
      console.log(HELP);
      return path === undefined && !values.help ? 2 : 0;
    }
    const text = readRecordingFile(path);
    const loaded = loadConfig(env);
    const connection = chooseConnection(loaded, values);
    const config = { ...loaded, connections: [connection] };
    const phone = homePhone(config, metadata);
    const dry = await createDryLedger(config, phone);
    try {
      const [live] = createDryConnections(config, dry.openCalls);
      if (!live) return 1;
      const { dialect, definition } = live;
      const options: ExplainOptions = {
        phone,
        paint: createPaint(env),
        mask: createMask(config, values.mask || config.journal.maskNumbers),
      };
      console.log(
        `Read as ${definition.name} (connection ${connection.id}); nothing is sent or stored.`,
      );
      console.log(`Known: ${dry.agents}`);
      let refused = 0;
      for await (const input of readInputs(live, text, Date.now(), config.publicUrl)) {
        console.log(
          `\n${options.paint('cyan', input.label)}  ${shorten(options.mask.text(input.shown), 120)}`,
        );
        if (!input.ok) {
          refused++;
          console.log(
            `  ${options.paint('red', `refused ${input.status}`)}  ${printable(input.reason)}`,
          );
          continue;
        }
        if (input.events.length === 0) console.log('  understood; says nothing about a call');
        const wording = (verdict: Verdict): PushAnswer | undefined =>
          dialect.answer?.(verdict, input.request);
        for (const event of input.events) await tell(event, wording, dry, options);
      }
      return refused > 0 ? 1 : 0;
    } finally {
      await dry.close();
    }
  });
}

async function tell(
  event: PbxEvent,
  wording: (verdict: Verdict) => PushAnswer | undefined,
  dry: DryLedger,
  options: ExplainOptions,
): Promise<void> {
  const before: Call | undefined = (await dry.openCalls(event.source)).find(
    ({ nativeId }) => nativeId === event.callId,
  );
  const said = (verdict: Verdict) => wording(verdict)?.body ?? '';
  const told = (verdict: Verdict) => said(verdict) !== said({ action: 'continue' });
  const recorded = await dry.ledger.record({ event, raw: '', wording: () => '', told });
  const lines = eventLines(
    recorded,
    {
      before,
      answer: said(recorded.verdict),
      rules: dry.team.rules(),
      forwards: await dry.newForwards(),
    },
    options,
  );
  console.log(lines.map((line) => `  ${line}`).join('\n'));
}
