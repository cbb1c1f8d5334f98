// Decompresses a gzip in a worker of its own (src/browser/decompression.rs): told a file, then, each time that a piece was
// taken, 1. Says [pieces of text, bytes of the file read so far, whether it was the last], or null when it can't.
const PIECE = 1024 * 1024;
// How many may wait to be taken.
const WAITING = 8;
// Bytes of the file that are read at once, while those before are decompressed, and how many of them are at once.
const SLICE = 4 * 1024 * 1024;
const MOUTHFUL = 256 * 1024;
self.onmessage = async ({ data: file }) => {
  let waiting = 0;
  let taken = () => {};
  self.onmessage = () => {
    waiting -= 1;
    taken();
  };
  try {
    const { writable, readable } = new DecompressionStream("gzip");
    let read = 0;
    // Its failure is that of what is read below.
    const fill = async () => {
      const writer = writable.getWriter();
      try {
        const slice = (start) => {
          const bytes = file.slice(start, start + SLICE).arrayBuffer();
          // Read ahead, it may be wanted no more when it fails.
          bytes.catch(() => {});
          return bytes;
        };
        for (let start = 0, next = slice(0); start < file.size; start += SLICE) {
          const bytes = new Uint8Array(await next);
          next = slice(start + SLICE);
          for (let from = 0; from < bytes.length; from += MOUTHFUL) {
            await writer.ready;
            writer.write(bytes.subarray(from, from + MOUTHFUL)).catch(() => {});
            read = start + Math.min(from + MOUTHFUL, bytes.length);
          }
        }
        await writer.close();
      } catch (error) {
        await writer.abort(error).catch(() => {});
      }
    };
    fill();
    const text = readable.getReader();
    let pieces = [];
    let length = 0;
    for (let done = false; !done;) {
      const next = await text.read();
      done = next.done;
      if (!done) {
        pieces.push(next.value);
        length += next.value.length;
      }
      if (!done && length < PIECE) continue;
      self.postMessage([pieces, read, done], pieces.map(({ buffer }) => buffer));
      pieces = [];
      length = 0;
      waiting += 1;
      while (waiting >= WAITING) await new Promise((go) => { taken = go; });
    }
  } catch {
    self.postMessage(null);
  }
};
