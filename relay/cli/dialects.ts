/** `offhook dialects`: every telephone system that this version understands. */
import { DIALECTS } from '../pbx/registry.ts';
import { readArguments } from './arguments.ts';
import { capabilityWords } from './capability-words.ts';
import { ENCODERS } from './encode/encoders.ts';
import { runCommand } from './problems.ts';
import { createPaint } from './terminal.ts';

const HELP = `offhook dialects

Lists the telephone systems that this version understands, what each can and cannot do, and its page.`;

export function dialects(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  return runCommand('dialects', async () => {
    const { values } = readArguments(args, { help: { type: 'boolean', short: 'h' } });
    if (values.help) {
      console.log(HELP);
      return 0;
    }
    const paint = createPaint(env);
    const played = new Set(ENCODERS.map(({ dialect }) => dialect));
    for (const { id, name, capabilities } of DIALECTS) {
      const { can, cannot } = capabilityWords(capabilities);
      const line = (label: string, text: string) => `  ${paint('dim', label.padEnd(9))} ${text}`;
      console.log(
        [
          `${paint('bold', id)}  ${name}`,
          line('can', can),
          line('cannot', cannot),
          line('page', `docs/telephony/${id}.md`),
          ...(played.has(id) ? [line('try', `offhook simulate direct --dialect ${id}`)] : []),
        ].join('\n'),
      );
    }
    return 0;
  });
}
