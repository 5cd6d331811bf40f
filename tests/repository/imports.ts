/** Reads import lines and holds them against the rooms. Pure, so that its own test can feed it. */
import { posix } from 'node:path';
import { BROWSER_ONLY, type Room, roomOf } from './rooms.ts';
import type { SourceFile } from './source-files.ts';

export interface ImportLine {
  from: string;
  /** As written. */
  specifier: string;
  /** Path in the repository; absent for packages. */
  target?: string;
  typeOnly: boolean;
}

const PATTERN =
  /(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[\w*{][^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;

export function importLines(file: SourceFile): ImportLine[] {
  return [...file.text.matchAll(PATTERN)].map((match) => {
    const specifier = (match[2] ?? match[3])!;
    const line = { from: file.path, specifier, typeOnly: match[1] !== undefined };
    const target = targetOf(file.path, specifier);
    return target === undefined ? line : { ...line, target };
  });
}

function targetOf(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) {
    return posix.normalize(posix.join(posix.dirname(from), specifier.split('?')[0]!));
  }
  if (/^[@~]\//.test(specifier)) return specifier.slice(2);
  return undefined;
}

/** One sentence for each line that breaks its room's row. */
export function brokenRows(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => !isTest(file.path))
    .flatMap(importLines)
    .flatMap((line) => {
      const room = roomOf(line.from);
      if (!room) return [];
      const problem =
        line.target === undefined ? packageProblem(room, line) : ownProblem(room, line);
      return problem ? [`${line.from}: '${line.specifier}' — ${problem}`] : [];
    });
}

function packageProblem(room: Room, line: ImportLine): string | undefined {
  const name = line.specifier;
  const server = room.folder === 'relay' || room.folder === 'sandbox';
  if (server && BROWSER_ONLY.some((own) => name === own || name.startsWith(`${own}/`))) {
    return `${room.folder} runs on a server`;
  }
  if (room.packages.some((allowed) => covers(allowed, name))) return undefined;
  return `${room.folder} may import only ${room.packages.join(', ') || 'itself'} from outside`;
}

function covers(allowed: string, name: string): boolean {
  if (allowed === '*') return true;
  return allowed.endsWith('/*') ? name.startsWith(allowed.slice(0, -1)) : name === allowed;
}

function ownProblem(room: Room, line: ImportLine): string | undefined {
  const target = line.target!;
  if (room.folder === 'entrypoints') {
    const other = entrypointOf(target);
    if (other !== undefined && other !== entrypointOf(line.from)) return 'another entrypoint';
    if (other !== undefined) return undefined;
  }
  if (target.startsWith(`${room.folder}/`)) return undefined;
  if (room.inside.some((folder) => target.startsWith(`${folder}/`))) return undefined;
  if (target === 'package.json') return undefined;
  return `${room.folder} may import only ${room.inside.join(', ') || 'itself'} of ours`;
}

/** `entrypoints/popup/App.tsx` and `entrypoints/popup.html` are the entrypoint `popup`. */
function entrypointOf(path: string): string | undefined {
  return /^entrypoints\/([^/.]+)/.exec(path)?.[1];
}

/** Tests may reach for what they test with. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.startsWith('tests/') || /\/testing\//.test(path);
}

/** Files that import each other in a circle, each circle once. Type-only imports do not count. */
export function cycles(files: readonly SourceFile[]): string[] {
  const graph = new Map(
    files.map((file) => [
      file.path,
      importLines(file)
        .filter((line) => !line.typeOnly && line.target !== undefined)
        .map((line) => line.target!),
    ]),
  );
  const found = new Set<string>();
  const done = new Set<string>();
  const walk = (path: string, trail: string[]): void => {
    const at = trail.indexOf(path);
    if (at >= 0) {
      found.add([...trail.slice(at), path].join(' → '));
      return;
    }
    if (done.has(path)) return;
    for (const next of graph.get(path) ?? []) walk(next, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) walk(path, []);
  return [...found];
}
