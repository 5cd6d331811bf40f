/** The column `forwards.kind`: `answer`, and `answer~2` for the second part of a call. */
import type { ForwardKind } from './bodies.ts';
import type { Step } from './missing.ts';

export function writeRowKind({ kind, part }: Step): string {
  return part === 1 ? kind : `${kind}~${part}`;
}

export function readRowKind(text: string): Step {
  const [kind, part] = text.split('~', 2);
  return { kind: kind as ForwardKind, part: Number(part ?? 1) };
}
