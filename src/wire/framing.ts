/**
 * The frame of a Wayland message (wayland.xml, "Wire Format"): object id, then size and opcode in one word, in the
 * byte order of the machine. Owns the numbers; knows nothing of arguments.
 */

/** Bytes of a message before its arguments. */
export const headerBytes = 8;

/** The size field has 16 bits and messages are whole words. */
export const maxMessageBytes = 65532;

/** Buffer that holds at least one message of any legal size. */
export const receiveBytes = 65536;

/** First id of the range from which a server names objects; below it the client does. */
export const serverIdStart = 0xff000000;

/** Most descriptors attached to one sendmsg(2): what libwayland receives at once. */
export const maxFdsPerSend = 28;

/** The second word of a header. */
export function packSizeAndOpcode(sizeBytes: number, opcode: number): number {
  return (sizeBytes << 16) | opcode;
}

/** Size in bytes that a string or array of `length` bytes takes after its length word. */
export function paddedBytes(length: number): number {
  return (length + 3) & ~3;
}
