/** Where X windows are, how large, and in which order: what a ConfigureWindow request may say (X11 protocol). Pure. */

/** Of a ConfigureWindow request: what is not said stays. */
export interface Configuration {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly borderWidth?: number;
  readonly sibling?: number;
  readonly stackMode?: number;
}

/** `stackMode` of a ConfigureWindow request. */
export const stackMode = { above: 0, below: 1 } as const;

const fields = ['x', 'y', 'width', 'height', 'borderWidth', 'sibling', 'stackMode'] as const;

/** Values out of range are brought into it: they may have come from a program. */
export function inRange(values: Configuration): Readonly<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const field of fields) {
    const value = values[field];
    if (value !== undefined) found[field] = checked(field, value);
  }
  return found;
}

function checked(field: (typeof fields)[number], value: number): number {
  const whole = Math.trunc(value);
  if (field === 'x' || field === 'y') return Math.min(Math.max(whole, -32_768), 32_767);
  if (field === 'width' || field === 'height') return Math.min(Math.max(whole, 1), 32_767);
  if (field === 'borderWidth') return Math.min(Math.max(whole, 0), 65_535);
  return whole;
}
