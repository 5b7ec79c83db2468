/** How pixels get from a client to the host: only where host-visible memory comes from. */
export type ShmDriverName = 'noop';

export interface ShmDriver {
  readonly name: ShmDriverName;
  /** false: the client's own descriptor goes to the host as it is. */
  readonly copies: boolean;
}
