/** How far the reading of all people is; on a terminal only, beside what is printed. */
export function createProgress(stream: NodeJS.WriteStream = process.stderr) {
  let shown = false;
  return {
    show(records: number): void {
      if (!stream.isTTY) return;
      shown = true;
      stream.write(`\r${records.toLocaleString('en')} read …`);
    },
    clear(): void {
      if (shown) stream.write('\r\u001b[K');
      shown = false;
    },
  };
}
