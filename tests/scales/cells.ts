/**
 * The cells of the matrix: which program is run at which `--scale` on which host, and on which host without decant it ought to
 * look the same. Pure.
 */
export const hostKinds = ['sway', 'newer-sway', 'weston', 'mixed-sway'] as const;
export type HostKind = (typeof hostKinds)[number];

export const programNames = ['weston-terminal', 'foot', 'gtk4-demo', 'firefox-esr'] as const;
export type ProgramName = (typeof programNames)[number];

export const factors = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;

/** Weston's output scales are whole numbers. */
const outputScales: Readonly<Record<HostKind, readonly number[]>> = {
  sway: [1, 1.5, 2],
  'newer-sway': [1, 1.5, 2],
  weston: [1, 2],
  // Of its first output; the second one's is twice that.
  'mixed-sway': [1],
};

/** foot wants a seat, which headless weston has not. */
const lacksSeat: ReadonlySet<HostKind> = new Set<HostKind>(['weston']);

export interface Cell {
  readonly kind: HostKind;
  readonly program: ProgramName;
  /** Of the host's output. */
  readonly outputScale: number;
  /** `--scale`. */
  readonly factor: number;
}

export interface Selection {
  readonly kinds: readonly HostKind[];
  readonly programs: readonly ProgramName[];
  readonly factors: readonly number[];
}

export function cells({ kinds, programs, factors: wanted }: Selection): Cell[] {
  return kinds.flatMap((kind) =>
    programs
      .filter((program) => program !== 'foot' || !lacksSeat.has(kind))
      .flatMap((program) =>
        outputScales[kind].flatMap((outputScale) =>
          wanted.map((factor) => ({ kind, program, outputScale, factor })),
        ),
      ),
  );
}

export function nameOf({ kind, program, outputScale, factor }: Cell): string {
  return `${program} at --scale=${factor} on ${kind} of scale ${outputScale}`;
}

/** Pixels for each of the client's units; the scale of the host that it is compared with. */
export function effectiveScale({ outputScale, factor }: Cell): number {
  return outputScale / factor;
}

/** Whether there is such a host: weston's scales are whole. */
export function hasPeer(cell: Cell): boolean {
  return cell.kind !== 'weston' || Number.isInteger(effectiveScale(cell));
}

/**
 * Pixels of the output. All scales of the matrix divide them, so no host has cut its logical size off. Dense ones are
 * larger, so that programs have room.
 */
export function pixelsOf(cell: Cell): { readonly width: number; readonly height: number } {
  const large = effectiveScale(cell) >= 2 || cell.kind === 'mixed-sway';
  return large ? { width: 2400, height: 1920 } : { width: 1200, height: 960 };
}
