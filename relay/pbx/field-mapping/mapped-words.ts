/** Looks a word of the system up in the admin's map, then in the words that all pushes share. */
import type { Cause, Direction } from '../../../lib/core/call.ts';
import { readCause } from '../causes.ts';
import { readDirection, readEventWord } from '../generic/words.ts';
import type { FieldMappingOptions, MappedKind } from './options.ts';

export interface MappedEvent {
  kind: MappedKind;
  direction?: Direction;
  cause?: Cause;
}

export interface MappedWords {
  /** @returns undefined for a word nobody knows */
  event(text: string): MappedEvent | undefined;
  direction(text: string): Direction | undefined;
  cause(text: string): Cause | undefined;
}

export function createMappedWords(options: FieldMappingOptions): MappedWords {
  const events = plainKeys(options.events);
  const directions = plainKeys(options.directions);
  const causes = plainKeys(options.causes);
  return {
    event(text) {
      const kind = events.get(plain(text));
      if (kind !== undefined) {
        // `IncomingCall` mapped to `new` is still incoming.
        const { direction } = readEventWord(text) ?? {};
        return { kind, ...(direction && kind === 'new' && { direction }) };
      }
      const other = events.get('*');
      return readEventWord(text) ?? (other === undefined ? undefined : { kind: other });
    },
    direction: (text) => directions.get(plain(text)) ?? readDirection(text) ?? directions.get('*'),
    cause: (text) => causes.get(plain(text)) ?? readCause(text) ?? causes.get('*'),
  };
}

function plainKeys<T>(map: Record<string, T>): Map<string, T> {
  return new Map(Object.entries(map).map(([word, ours]) => [plain(word), ours]));
}

function plain(text: string): string {
  return text.trim().toLowerCase();
}
