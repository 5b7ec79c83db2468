/** What tests know of an emulated device, whichever it is. */

/** A line of its log. */
export interface DeviceNote {
  readonly event: string;
  readonly pid: number;
  readonly rule?: string;
  readonly is?: string;
  readonly detail?: string;
}

export interface EmulatedDevice {
  /** What a program needs in its environment to see the device, and nothing else. */
  readonly env: Readonly<Record<string, string>>;
  /** The process that holds the connections to the compositor in the peers' place, if they don't themselves. */
  readonly hostPid: number | undefined;
  /** Rules that were broken so far. */
  violations(): readonly DeviceNote[];
  /** The counters of all processes together. Works after kill -9 of a guest, too. */
  counters(): Readonly<Record<string, number>>;
  /** Ends what the device needs to run. */
  stop(): Promise<void>;
}
