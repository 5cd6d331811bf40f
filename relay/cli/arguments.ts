/** Arguments of a command: everything unknown is named and refused. */
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

/** The command was called in a wrong way: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * @param names of positional arguments, in order; more are refused
 * @throws UsageError
 */
export function readArguments<T extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: T,
  names: readonly string[] = [],
) {
  const { values, positionals, tokens } = parse(args, options);
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const option = options[token.name];
    if (option?.type === 'string' && token.value === '') {
      throw new UsageError(`${token.rawName} needs a value.`);
    }
    const times = tokens.filter((one) => one.kind === 'option' && one.name === token.name).length;
    if (times > 1 && !option?.multiple) throw new UsageError(`${token.rawName} is given twice.`);
  }
  if (positionals.length > names.length) {
    const extra = positionals[names.length] ?? '';
    throw new UsageError(`"${extra}" is not understood here.`);
  }
  return { values, positionals };
}

function parse<T extends ParseArgsOptionsConfig>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, tokens: true });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // Node adds how to write a positional argument that begins with a dash; nobody needs that here.
    throw new UsageError(message.split(/\. |\n/, 1)[0]?.replace(/\.?$/, '.') ?? message);
  }
}

export function readWholeNumber(name: string, text: string, from = 1, to = 1_000_000): number {
  const number = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
  if (number >= from && number <= to) return number;
  throw new UsageError(`${name} must be a whole number from ${from} to ${to}.`);
}

export function readSpeed(text: string): number {
  const speed = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (Number.isFinite(speed)) return speed;
  throw new UsageError(
    '--speed must be a number: 1 is normal, 4 four times as fast, 0 without pauses.',
  );
}

const UNITS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `90s`, `10m`, `2h`, `3d` ago, or a time like `2027-01-31T10:00`. @returns epoch ms */
export function readSince(text: string, now: number): number {
  const ago = /^(\d{1,9})\s*([smhd])$/i.exec(text.trim());
  if (ago) return now - Number(ago[1]) * (UNITS[(ago[2] ?? '').toLowerCase()] ?? 0);
  const at = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : NaN;
  if (!Number.isNaN(at)) return at;
  throw new UsageError('--since must be like 90s, 10m, 2h, 3d or 2027-01-31T10:00.');
}
