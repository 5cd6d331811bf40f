/** What the gallery shows: parts of the surfaces, each in its states. */
import type { ReactNode } from 'react';
import type { Deed } from './Played.tsx';

export interface GalleryCase {
  content: () => ReactNode;
  /** What a hand does before the state is there. */
  deeds?: readonly Deed[];
}

export interface GalleryPart {
  title: string;
  /** What stands around a state: nothing, a surface, or a window of fixed height that holds what is fixed. */
  frame: 'none' | 'surface' | 'panel' | 'window';
  /** How wide it is in real life, px. */
  width: number;
  /** By name, in order. */
  cases: Readonly<Record<string, GalleryCase>>;
}

/** Name of a state as it stands in an address: `missed: none, undo` is `missed-none-undo`. */
export function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}
