/** Control commands of virtio-gpu as bytes: read, with their lengths checked, and answered. Knows no command. */
import { header, headerFlags } from './gpu-protocol.js';
import { RefusedCommand } from './rules.js';

/** The header of a command, which its answer needs. */
export interface CommandHeader {
  readonly type: number;
  readonly flags: number;
  readonly fence: bigint;
  readonly context: number;
  readonly ring: number;
}

/** A command, with its header read. */
export interface Command extends CommandHeader {
  /** What follows the header. */
  readonly body: DataView;
}

/** `request` has a header at least. */
export function readCommand(request: Uint8Array): Command {
  const { buffer, byteOffset, length } = request;
  const view = new DataView(buffer, byteOffset, length);
  return {
    type: view.getUint32(header.type, true),
    flags: view.getUint32(header.flags, true),
    fence: view.getBigUint64(header.fence, true),
    context: view.getUint32(header.context, true),
    ring: view.getUint8(header.ring),
    body: new DataView(buffer, byteOffset + header.bytes, length - header.bytes),
  };
}

/** A response; one to a command with a fence says which. */
export function respond(type: number, command?: CommandHeader, payload = new Uint8Array(0)): Uint8Array {
  const response = new Uint8Array(header.bytes + payload.length);
  const view = new DataView(response.buffer);
  view.setUint32(header.type, type, true);
  if (command && (command.flags & headerFlags.fence) !== 0) {
    view.setUint32(header.flags, command.flags & (headerFlags.fence | headerFlags.ringIndex), true);
    view.setBigUint64(header.fence, command.fence, true);
    view.setUint32(header.context, command.context, true);
    view.setUint8(header.ring, command.ring);
  }
  response.set(payload, header.bytes);
  return response;
}

/** 32 bits of a command's body. Throws `RefusedCommand` where it is too short, as all below. */
export function word(body: DataView, at: number): number {
  checkLength(body, at + 4);
  return body.getUint32(at, true);
}

/** 64 bits, as far as a number is exact. */
export function long(body: DataView, at: number): number {
  checkLength(body, at + 8);
  const value = body.getBigUint64(at, true);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new RefusedCommand(`${value} is too large`);
  return Number(value);
}

/** Throws `RefusedCommand` for a body of less than `bytes` bytes. */
export function checkLength(body: DataView, bytes: number): void {
  if (body.byteLength < bytes)
    throw new RefusedCommand(`a command of ${body.byteLength} bytes where ${bytes} are due`);
}
