/** The fuzzer's entry (`npm run fuzz`): arbitrary bytes from either side of a peer. */
import { playInput } from './session.js';

export function fuzz(data: Buffer): void {
  playInput(data);
}
