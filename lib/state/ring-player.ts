/** Plays melodies made on the spot. Best effort: a page may not be allowed to sound. */
import { gainOf, MELODIES, type Melody, type Sound } from '../core/melodies.ts';

export interface RingPlayerDeps {
  createContext: () => AudioContext;
  setTimeout: (run: () => void, ms: number) => unknown;
  clearTimeout: (timer: unknown) => void;
}

/** Silence for exponential ramps, which must not reach 0. */
const SILENT = 0.0001;

export function createRingPlayer(deps: RingPlayerDeps) {
  let context: AudioContext | undefined;
  let timer: unknown;
  let playing: { sound: Sound; volume: number } = { sound: 'off', volume: 0 };

  function play(melody: Melody, volume: number): void {
    const peak = gainOf(melody, volume);
    if (!context || context.state !== 'running' || peak <= SILENT) return;
    for (const [frequency, start] of melody.notes) {
      const from = context.currentTime + start;
      const oscillator = context.createOscillator();
      const gain = context.createGain();
      oscillator.frequency.value = frequency;
      gain.gain.setValueAtTime(0, from);
      gain.gain.linearRampToValueAtTime(peak, from + 0.02);
      gain.gain.exponentialRampToValueAtTime(SILENT, from + melody.noteS);
      oscillator.connect(gain).connect(context.destination);
      oscillator.start(from);
      oscillator.stop(from + melody.noteS + 0.05);
    }
  }

  async function start(wanted: typeof playing, again: boolean): Promise<void> {
    if (wanted.sound === 'off') return;
    const melody = MELODIES[wanted.sound];
    try {
      context = deps.createContext();
      if (context.state !== 'running') await context.resume();
    } catch {
      // Not allowed before the agent has touched the page: it stays silent, the card is there.
    }
    const round = () => {
      if (playing !== wanted) return;
      play(melody, wanted.volume);
      timer = deps.setTimeout(again ? round : () => playing === wanted && stop(), melody.everyMs);
    };
    round();
  }

  function stop(): void {
    deps.clearTimeout(timer);
    void context?.close().catch(() => {});
    context = undefined;
    playing = { sound: 'off', volume: 0 };
  }

  return {
    /** Rings on and on until another sound, or `off`, is wanted. The same again changes nothing. */
    ring(sound: Sound, volume: number): void {
      const wanted = volume > 0 ? sound : 'off';
      if (wanted === playing.sound && (wanted === 'off' || volume === playing.volume)) return;
      stop();
      if (wanted === 'off') return;
      playing = { sound: wanted, volume };
      void start(playing, true);
    },
    /** Once, to hear what it is like. Needs a click of the person in this page. */
    preview(sound: Sound, volume: number): void {
      stop();
      if (sound === 'off' || volume <= 0) return;
      playing = { sound, volume };
      void start(playing, false);
    },
    stop,
  };
}

/** A player for a page of our own or of Zammad. */
export function createPagePlayer() {
  return createRingPlayer({
    createContext: () => new AudioContext(),
    setTimeout: (run, ms) => setTimeout(run, ms),
    clearTimeout: (timer) => clearTimeout(timer as number | undefined),
  });
}
