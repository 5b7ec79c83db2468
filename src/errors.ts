/**
 * The ways in which things go wrong, one class each, so that whoever catches one knows whose fault it was.
 * Owns no behaviour: who is told, and what ends, is decided where the error is caught.
 */

/** `wl_display.error` codes (wayland.xml, `wl_display.error` enum). */
export const displayError = {
  invalidObject: 0,
  invalidMethod: 1,
  noMemory: 2,
  implementation: 3,
} as const;

/** The client broke a protocol rule. Becomes `wl_display.error` on `objectId`, then the connection closes. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
  readonly objectId: number;
  readonly code: number;

  /** `objectId` is the client's id of the offending object; `code` belongs to that object's interface. */
  constructor(objectId: number, code: number, message: string) {
    super(message);
    this.objectId = objectId;
    this.code = code;
  }
}

/** Bytes that cannot be a message: bad size, string, array or missing descriptor. Same end as `ProtocolError`. */
export class WireError extends Error {
  override readonly name = 'WireError';
}

/** The host sent nonsense. The client is told, then both connections close. */
export class HostError extends Error {
  override readonly name = 'HostError';
}

/** The host sent `wl_display.error`, which was passed on to the client. The text is for the log. */
export class HostRefusal extends Error {
  override readonly name = 'HostRefusal';
}

/** A bad flag, variable or combination of them: one line on stderr, exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Something outside (runtime directory, socket, host) prevents a start: one line on stderr, exit status 1. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** What the addon throws when a system call fails: `code` as in errno(3), for example `EMFILE`. */
export interface SystemError extends Error {
  readonly code: string;
  readonly errno: number;
  readonly syscall: string;
}

/** Whether `error` came from a failed system call, of the addon's or of Node's. */
export function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error;
}

/** Runs what asks the host's side for something: a call that fails there ends the peer as a fault of the host's. */
export function hostCall<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (isSystemError(error)) throw new HostError(error.message);
    throw error;
  }
}

/** The text of anything thrown, for a log line. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
