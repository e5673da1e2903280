/** What a message may ask of us. Beyond it the raw bytes are kept and only the top of the message is read. */
export const LIMITS = {
  /** The whole message, 50 MB. */
  bytes: 50_000_000,
  /** Parts of one message, embedded messages counted with their own. */
  parts: 1_000,
  /** Messages within messages. */
  depth: 12,
  /** The header of one part. */
  head: 256 * 1024,
  /** Characters of a text that are handed on. */
  text: 1_000_000,
  /** Addresses of one header. */
  addresses: 500,
  /** Message ids of References; the first and the newest are kept. */
  references: 50,
};
