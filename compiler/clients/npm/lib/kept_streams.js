// Streams that are no files: what is written is kept, what is read was given.

const join = (parts) => {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
};

/** The three streams of a run in memory. `input` is what it may read, a text or bytes. */
export const createKeptStreams = (input = '') => {
  const written = { 1: [], 2: [] };
  let left = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  const text = (stream) => new TextDecoder().decode(join(written[stream]));
  return {
    isTerminal: () => false,
    write(stream, bytes) {
      written[stream].push(bytes);
      return true;
    },
    read(limit) {
      const part = left.subarray(0, limit);
      left = left.subarray(part.length);
      return part;
    },
    /** What was written to standard output, and to standard error. */
    output: () => text(1),
    errors: () => text(2),
  };
};
