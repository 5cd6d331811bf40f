/** What a ringing call sounds like. Data only. */
export type Sound = 'off' | 'soft' | 'ring';

export interface Melody {
  /** Hz and start in seconds. */
  notes: readonly (readonly [number, number])[];
  /** Loudness at full volume, 0–1. */
  gain: number;
  noteS: number;
  everyMs: number;
}

export const MELODIES: Record<Exclude<Sound, 'off'>, Melody> = {
  soft: {
    notes: [
      [659, 0],
      [880, 0.18],
    ],
    gain: 0.14,
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
    gain: 0.44,
    noteS: 0.2,
    everyMs: 2_000,
  },
};

/** 0–100 as people turn a knob: half way sounds half as loud, which is a quarter of the gain. */
export function gainOf(melody: Melody, volume: number): number {
  const turned = Math.min(100, Math.max(0, volume)) / 100;
  return melody.gain * turned * turned;
}
