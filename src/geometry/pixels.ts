/**
 * How much of a buffer is shown how large, so that pixels of a client that draws as many as the host shows are the host's, one for one:
 * a buffer that is a pixel too long because units are whole is cut off, not squeezed. One axis. Pure.
 */

export interface Drawn {
  /** Of the buffer. */
  readonly pixels: number;
  /** Of the surface, as the client knows it. */
  readonly units: number;
  /** Pixels for each of the host's units. */
  readonly density: number;
  /** The client's units for each of the host's. */
  readonly factor: number;
  /** What the surface comes to on the host by its size. */
  readonly host: number;
  /** Whether `host` may be a unit less: it is not what the host has asked for. */
  readonly free: boolean;
}

export interface Shown {
  /** In the host's units. */
  readonly host: number;
  /** From the left or the top; never more than there are. */
  readonly pixels: number;
}

const slack = 1e-6;

export function shownPixels({ pixels, units, density, factor, host, free }: Drawn): Shown {
  const scale = density / factor;
  // Others draw more pixels than are shown, and are shown smaller.
  if (Math.abs(pixels - units * scale) > 1) return { host, pixels };
  const whole = Math.floor(pixels / density + slack);
  const size = free && whole > 0 && whole === host - 1 ? whole : host;
  const fits = Math.round(size * density);
  // More than a unit of the client's is no rounding.
  return { host: size, pixels: fits < pixels && pixels - fits <= Math.ceil(scale) ? fits : pixels };
}
