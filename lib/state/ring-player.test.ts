import { describe, expect, it } from 'vitest';
import { gainOf, MELODIES } from '../core/melodies.ts';
import { createManualTimers } from '../../tests/background/manual-timers.ts';
import { createRingPlayer } from './ring-player.ts';

function setup(state: AudioContextState = 'running') {
  const time = createManualTimers(0);
  const peaks: number[] = [];
  const at = { open: 0, made: 0 };
  const node = { connect: (to: unknown) => to };
  const createContext = () => {
    at.open++;
    at.made++;
    return {
      state,
      currentTime: 0,
      destination: node,
      resume: async () => {},
      close: async () => void at.open--,
      createOscillator: () => ({ ...node, frequency: { value: 0 }, start() {}, stop() {} }),
      createGain: () => ({
        ...node,
        gain: {
          setValueAtTime() {},
          linearRampToValueAtTime: (peak: number) => void peaks.push(peak),
          exponentialRampToValueAtTime() {},
        },
      }),
    } as unknown as AudioContext;
  };
  const player = createRingPlayer({ ...time, createContext });
  return { player, peaks, at, pass: time.pass, pending: time.pending };
}

describe('ringing', () => {
  it('goes on until it is told to stop, and then lets go of the device', () => {
    const { player, peaks, at, pass, pending } = setup();
    player.ring('soft', 60);
    player.ring('soft', 60);
    pass(MELODIES.soft.everyMs * 2);
    expect(peaks).toHaveLength(MELODIES.soft.notes.length * 3);
    expect(at.made).toBe(1);
    player.ring('off', 60);
    pass(60_000);
    expect(peaks).toHaveLength(MELODIES.soft.notes.length * 3);
    expect([at.open, pending()]).toEqual([0, 0]);
  });
  it('volume: louder is louder, 0 is silent and opens no device', () => {
    const { player, peaks, at } = setup();
    player.ring('ring', 0);
    expect(at.made).toBe(0);
    player.ring('ring', 50);
    player.ring('ring', 100);
    expect(Math.max(...peaks)).toBe(MELODIES.ring.gain);
    expect(gainOf(MELODIES.ring, 50)).toBeCloseTo(MELODIES.ring.gain / 4);
    expect(gainOf(MELODIES.ring, 900)).toBe(MELODIES.ring.gain);
    player.stop();
    expect(at.open).toBe(0);
  });
  it('a page that may not sound stays silent', () => {
    const { player, peaks, pass } = setup('suspended');
    player.ring('ring', 60);
    pass(10_000);
    expect(peaks).toEqual([]);
  });
});

describe('preview', () => {
  it('plays once and lets go', () => {
    const { player, peaks, at, pass } = setup();
    player.preview('ring', 60);
    pass(60_000);
    expect(peaks).toHaveLength(MELODIES.ring.notes.length);
    expect(at.open).toBe(0);
  });
  it('again, or another one, replaces it', () => {
    const { player, peaks, at, pass } = setup();
    player.preview('ring', 60);
    player.preview('soft', 60);
    pass(60_000);
    expect(peaks).toHaveLength(MELODIES.ring.notes.length + MELODIES.soft.notes.length);
    expect([at.made, at.open]).toEqual([2, 0]);
  });
  it('off makes no sound', () => {
    const { player, at } = setup();
    player.preview('off', 60);
    expect(at.made).toBe(0);
  });
});
