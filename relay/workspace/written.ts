/** What agents wrote about calls lately, in memory, so that a call can be shown without waiting. */

const CAPACITY = 2_000;
const MAX_CHARS = 10_000_000;

export interface Written {
  readonly capacity: number;
  get(callId: string, agentId: number): string | undefined;
  /** @param text empty: forgotten @returns whether it reads differently now */
  set(callId: string, agentId: number, text: string): boolean;
}

export function createWritten(limits = { capacity: CAPACITY, chars: MAX_CHARS }): Written {
  /** Oldest first. */
  const texts = new Map<string, string>();
  let chars = 0;
  const keyOf = (callId: string, agentId: number) => `${agentId} ${callId}`;

  function drop(key: string): void {
    chars -= texts.get(key)?.length ?? 0;
    texts.delete(key);
  }

  return {
    capacity: limits.capacity,
    get: (callId, agentId) => texts.get(keyOf(callId, agentId)),
    set(callId, agentId, text) {
      const key = keyOf(callId, agentId);
      const before = texts.get(key) ?? '';
      drop(key);
      if (text !== '') {
        texts.set(key, text);
        chars += text.length;
      }
      for (const oldest of texts.keys()) {
        if (texts.size <= limits.capacity && chars <= limits.chars) break;
        drop(oldest);
      }
      return before !== text;
    },
  };
}
