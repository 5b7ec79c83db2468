/**
 * What a guest may not do, each rule with a name. Whoever breaks one of a context's rules has that context's channel ended;
 * a broken rule of the device's only fails the command. Nobody else notices.
 */
import { responses, type ErrorResponse } from './gpu-protocol.js';

/** Rules of a cross-domain context. */
export type ContextRule =
  | 'before-init'
  | 'blob-size'
  | 'blob-unknown'
  | 'command-on-ring'
  | 'command-size'
  | 'host-limit'
  | 'identifier-type'
  | 'init-channel'
  | 'init-rings'
  | 'init-size'
  | 'init-twice'
  | 'page-limit'
  | 'pipe-id'
  | 'poll-ring'
  | 'poll-size'
  | 'poll-twice'
  | 'query-ring'
  | 'query-size'
  | 'ring-gone'
  | 'send-nothing'
  | 'send-size'
  | 'too-many-identifiers'
  | 'two-pipes'
  | 'unknown-command'
  | 'unknown-resource'
  | 'write-limit'
  | 'write-nothing'
  | 'write-size'
  | 'write-unknown';

/** A rule that a guest has broken in one of its contexts. */
export class BrokenRule extends Error {
  override readonly name = 'BrokenRule';
  readonly rule: ContextRule;

  constructor(rule: ContextRule, detail = '') {
    super(detail === '' ? rule : `${rule}: ${detail}`);
    this.rule = rule;
  }
}

/** A command that the device refuses; `response` is what the guest's driver gets to see. */
export class RefusedCommand extends Error {
  override readonly name = 'RefusedCommand';
  readonly response: ErrorResponse;

  constructor(message: string, response: ErrorResponse = responses.invalidParameter) {
    super(message);
    this.response = response;
  }
}

/** A queue, or memory of it, that is not as virtio has it. The queue is not served any further. */
export class QueueError extends Error {
  override readonly name = 'QueueError';
}

/** A frontend that does not speak vhost-user. Its connection ends. */
export class FrontendError extends Error {
  override readonly name = 'FrontendError';
}
