// Decompresses a gzip in a worker of its own (src/browser/decompression.rs): told a file, then, each time that a piece was
// taken, 1. Says [pieces of text, bytes of the file read so far, whether it was the last], or null when it can't.
const PIECE = 512 * 1024;
// How many may wait to be taken.
const WAITING = 8;
self.onmessage = async ({ data: file }) => {
  let waiting = 0;
  let taken = () => {};
  self.onmessage = () => {
    waiting -= 1;
    taken();
  };
  try {
    let read = 0;
    const counted = new TransformStream({
      transform(piece, next) {
        read += piece.length;
        next.enqueue(piece);
      },
    });
    const text = file.stream().pipeThrough(counted).pipeThrough(new DecompressionStream("gzip")).getReader();
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
