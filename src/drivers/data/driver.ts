/** How the bytes of selections and of drag-and-drop get from one side to the other. */
export type DataDriverName = 'noop';

export interface DataDriver {
  readonly name: DataDriverName;
  /** false: the pipe's own descriptor goes to the other side as it is. */
  readonly pumps: boolean;
}
