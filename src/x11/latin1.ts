/**
 * Text of the X target STRING, which is Latin-1 (ICCCM 2.6.2), for Wayland programs, whose text is UTF-8, and the other way
 * round. A program that offers the type STRING by itself means what X programs mean by it.
 */
import { pipeline, Transform, type Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { predefined } from './atoms.js';

/** Whether contents of the X target must be converted to be, or to be had from, those of `mimeType`. */
export function isConverted(target: number, mimeType: string): boolean {
  return target === predefined.STRING && mimeType !== 'STRING';
}

/** A part of the text: characters of Latin-1 are whole in any part. */
export function utf8Of(latin1: Buffer): Buffer {
  return Buffer.from(latin1.toString('latin1'));
}

/** What Latin-1 does not have becomes a question mark. `reader` ends with what is given back. */
export function latin1Of(reader: Readable): Readable {
  const decoder = new StringDecoder('utf8');
  const encoded = (text: string): Buffer => Buffer.from(text.replaceAll(/[^\0-\u00ff]/gu, '?'), 'latin1');
  const converter = new Transform({
    transform: (chunk: Buffer, _encoding, done) => done(null, encoded(decoder.write(chunk))),
    flush: (done) => done(null, encoded(decoder.end())),
  });
  // Whoever reads sees the end, whatever it is.
  return pipeline(reader, converter, () => undefined);
}
