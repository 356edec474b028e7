// The WebAssembly module of coordinator and encoder, as two functions. One thread and one instance:
// neither function is called from within the other.

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** What the module throws where it refuses its input: text for a person, such as `at byte N: …`. */
export class PictureError extends Error {}

/**
 * @param exports an instance's exports: `memory`, `reserve`, `coordinator_handle`, `encode`, `output`
 *   and `output_length`.
 */
export function makeModule(exports) {
  // The memory's buffer is another one after each growth, so that views are made anew.
  const write = (...parts) => {
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    // A pointer above 2 GB would come as a negative number.
    let at = exports.reserve(length) >>> 0;
    if (at === 0) throw new PictureError(`${length} bytes are more than are taken at once`);
    for (const part of parts) {
      new Uint8Array(exports.memory.buffer, at, part.length).set(part);
      at += part.length;
    }
    return length;
  };
  const read = (pointer) =>
    decoder.decode(new Uint8Array(exports.memory.buffer, pointer >>> 0, exports.output_length()));

  return {
    /** Tells the coordinator `event` and returns its actions, in order. `now`: Unix time, ms. */
    handle(event, body, now) {
      const message = encoder.encode(JSON.stringify(event));
      write(message, body);
      return JSON.parse(read(exports.coordinator_handle(message.length, body.length, now)));
    },
    /**
     * The members of a document that carry the picture, without braces.
     * @throws PictureError where the picture cannot be read.
     */
    encode(picture, width, height, quality) {
      const status = exports.encode(write(picture), width, height, quality);
      const text = read(exports.output());
      if (status !== 0) throw new PictureError(text);
      return text;
    },
  };
}
