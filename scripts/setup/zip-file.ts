/** Reads what is in a zip archive, enough to see that a package opens. */
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

export interface ZipFile {
  names: string[];
  /** Text of one entry; throws when it is not there or is damaged. */
  text(name: string): string;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;

/** Throws when the file is no zip archive. Field offsets: PKWARE APPNOTE 4.3. */
export function openZip(path: string): ZipFile {
  const bytes = readFileSync(path);
  let end = bytes.length - 22;
  while (end >= 0 && bytes.readUInt32LE(end) !== END) end -= 1;
  if (end < 0) throw new Error(`${path} is no zip archive`);
  const entries = new Map<string, { method: number; size: number; at: number }>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.readUInt32LE(at) !== ENTRY) throw new Error(`${path} is damaged`);
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    entries.set(name, {
      method: bytes.readUInt16LE(at + 10),
      size: bytes.readUInt32LE(at + 20),
      at: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return {
    names: [...entries.keys()],
    text: (name) => {
      const entry = entries.get(name);
      if (!entry) throw new Error(`${path} has no ${name}`);
      const start =
        entry.at + 30 + bytes.readUInt16LE(entry.at + 26) + bytes.readUInt16LE(entry.at + 28);
      const data = bytes.subarray(start, start + entry.size);
      return (entry.method === 0 ? data : inflateRawSync(data)).toString('utf8');
    },
  };
}
