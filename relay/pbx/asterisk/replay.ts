/** Recordings of the manager interface: one JSON object a line, or the text as it came. */
import { type AmiMessage, createAmiReader, createMessage } from './wire.ts';

export interface Recorded {
  message: AmiMessage;
  /** Epoch ms; undefined when the recording does not tell. */
  at: number | undefined;
}

/** Never throws; what is no message is left out. */
export function readRecording(recording: string): Recorded[] {
  if (/^\s*\{/.test(recording)) return recording.split('\n').flatMap(readLine);
  const found: Recorded[] = [];
  const reader = createAmiReader({
    onMessage: (message) => {
      // Of `timestampevents = yes`: seconds with fraction.
      const seconds = Number(message.get('Timestamp') ?? Number.NaN);
      found.push({
        message,
        at: Number.isFinite(seconds) ? Math.round(seconds * 1000) : undefined,
      });
    },
  });
  reader.push(new TextEncoder().encode(`${recording}\n\n`));
  return found;
}

function readLine(line: string): Recorded[] {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return [];
  }
  if (!json || typeof json !== 'object' || Array.isArray(json)) return [];
  const { _t: at, ...headers } = json as Record<string, unknown>;
  const lines = Object.entries(headers).flatMap(([key, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((one) => typeof one === 'string' || typeof one === 'number')
      .map((one) => `${key}: ${String(one).replace(/[\r\n]+/g, ' ')}`),
  );
  return [{ message: createMessage(lines), at: typeof at === 'number' ? at : undefined }];
}
