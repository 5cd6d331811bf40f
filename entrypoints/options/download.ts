/** Hands a file to the person by a link that nobody sees; needs no right of the browser's. */
export function download(page: Document, { text, name }: { text: string; name: string }): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = page.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Firefox reads the address only after this turn.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
