/** The sound of a ringing call, made on the spot. Best effort: a page may not be allowed to sound. */
import { isPlaced } from '../../lib/core/agent-call.ts';
import type { CardView } from '../../lib/core/card.ts';

export type Sound = 'off' | 'soft' | 'ring';

export interface RingSoundDeps {
  createContext: () => AudioContext;
  setTimeout: (run: () => void, ms: number) => unknown;
  clearTimeout: (timer: unknown) => void;
}

interface Melody {
  /** Hz and start in seconds. */
  notes: readonly (readonly [number, number])[];
  gain: number;
  noteS: number;
  everyMs: number;
}

const MELODIES: Record<Exclude<Sound, 'off'>, Melody> = {
  soft: {
    notes: [
      [659, 0],
      [880, 0.18],
    ],
    gain: 0.05,
    noteS: 0.35,
    everyMs: 4_000,
  },
  ring: {
    notes: [
      [880, 0],
      [1109, 0.12],
      [880, 0.24],
      [1109, 0.36],
    ],
    gain: 0.16,
    noteS: 0.2,
    everyMs: 2_000,
  },
};

/** True when something rings here that this device should be heard for. */
export function shouldSound(cards: readonly CardView[]): boolean {
  return cards.some(
    ({ call, lead, dismissed }) =>
      lead &&
      !dismissed &&
      call.state === 'ringing' &&
      call.direction !== 'internal' &&
      !isPlaced(call),
  );
}

export function createRingSound(deps: RingSoundDeps) {
  let context: AudioContext | undefined;
  let timer: unknown;
  let playing: Sound = 'off';

  function play(melody: Melody): void {
    if (!context || context.state !== 'running') return;
    for (const [frequency, start] of melody.notes) {
      const from = context.currentTime + start;
      const oscillator = context.createOscillator();
      const gain = context.createGain();
      oscillator.frequency.value = frequency;
      gain.gain.setValueAtTime(0, from);
      gain.gain.linearRampToValueAtTime(melody.gain, from + 0.02);
      gain.gain.exponentialRampToValueAtTime(0.0001, from + melody.noteS);
      oscillator.connect(gain).connect(context.destination);
      oscillator.start(from);
      oscillator.stop(from + melody.noteS + 0.05);
    }
  }
  async function start(sound: Exclude<Sound, 'off'>): Promise<void> {
    try {
      context = deps.createContext();
      if (context.state !== 'running') await context.resume();
    } catch {
      // Not allowed before the agent has touched the page: it stays silent, the card is there.
    }
    const again = () => {
      if (playing !== sound) return;
      play(MELODIES[sound]);
      timer = deps.setTimeout(again, MELODIES[sound].everyMs);
    };
    again();
  }
  function stop(): void {
    deps.clearTimeout(timer);
    void context?.close().catch(() => {});
    context = undefined;
  }

  return {
    /** Call on every change; starts, changes and stops as needed. */
    update(sound: Sound, ringing: boolean): void {
      const wanted = ringing ? sound : 'off';
      if (wanted === playing) return;
      stop();
      playing = wanted;
      if (wanted !== 'off') void start(wanted);
    },
  };
}
