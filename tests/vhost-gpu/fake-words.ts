/** Words as bytes, little-endian as this machine is. */

/** Words of 64 bits as bytes. */
export const longs = (...values: (bigint | number)[]): Uint8Array =>
  new Uint8Array(BigUint64Array.from(values, BigInt).buffer);
/** Words of 32 bits as bytes. */
export const words = (...values: number[]): Uint8Array => new Uint8Array(Uint32Array.from(values).buffer);

export const joined = (...pieces: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(pieces));
