/**
 * Reads `text/event-stream` (HTML standard, "Server-sent events") as far as it is needed: the data
 * of each event. Memory is bounded: what is longer than any event of ours is thrown away whole.
 */

const MAX_DATA = 64 * 1024;

/** @returns takes bytes as they come and answers the data of the events that are complete now */
export function createEventStreamReader(maxData = MAX_DATA): (bytes: Uint8Array) => string[] {
  const decoder = new TextDecoder();
  let line = '';
  let data: string[] = [];
  let size = 0;
  let tooLong = false;
  let afterReturn = false;

  function endOfLine(done: string[]): void {
    const text = line;
    line = '';
    if (text === '') {
      if (data.length > 0 && !tooLong) done.push(data.join('\n'));
      data = [];
      size = 0;
      tooLong = false;
    } else if (text.startsWith('data:') && !tooLong) {
      const value = text.slice(5).replace(/^ /, '');
      size += value.length + 1;
      if (size > maxData) tooLong = true;
      else data.push(value);
    }
    if (tooLong) data = [];
  }

  return (bytes) => {
    const done: string[] = [];
    // A line ends with CR, LF or both.
    for (const part of decoder.decode(bytes, { stream: true }).split(/([\r\n])/)) {
      if (part === '\n' && afterReturn) afterReturn = false;
      else if (part === '\n' || part === '\r') {
        endOfLine(done);
        afterReturn = part === '\r';
      } else if (part !== '') {
        afterReturn = false;
        if (line.length + part.length > maxData) {
          tooLong = true;
          // Not empty, so that its end is no end of an event.
          line = ':';
        } else line += part;
      }
    }
    return done;
  };
}
