/**
 * The XSETTINGS manager (freedesktop.org, XSETTINGS 0.5): how densely programs are to draw, and how large cursors are. Another
 * manager that takes the selection is let be; when it has gone, this one takes over again.
 */
import type { XEvent } from 'x11';
import type { Density } from '../peer/xwayland/windows.js';
import { isSent, type XConnection } from './connection.js';

/** XFixes: the owner changed, its window was destroyed, its program left. */
const allOwnerChanges = 7;
const structureNotify = 0x2_0000;
/** Bytes of a number follow from the least. */
const littleEndian = 0;
const integerType = 0;
/** Settings count dots per inch in steps of 1/1024. */
const dpiSteps = 1024;
const resourceName = 'Xft.dpi';

export class XSettings {
  readonly #connection: XConnection;
  readonly #window: number;
  /** What the user has said by an X resource counts more than what the outputs have. */
  readonly #wantedDpi: number | undefined;
  #settings: ReadonlyMap<string, number> = new Map();
  #serial = 0;
  #selection = 0;
  #owner = 0;

  /** `resources`: lines of X resources. */
  constructor(connection: XConnection, resources: readonly string[]) {
    this.#connection = connection;
    this.#window = connection.createHidden();
    this.#wantedDpi = dpiIn(resources);
  }

  /** Throws without XFixes. */
  async start(density: Density): Promise<void> {
    this.#selection = this.#connection.atoms._XSETTINGS_S0;
    const fixes = await this.#connection.extension('fixes');
    fixes.SelectSelectionInput(this.#window, this.#selection, allOwnerChanges);
    this.set(density);
    this.#claim();
  }

  /** Other settings from now on, if they are others. */
  set(density: Density): void {
    const settings = settingsFor({ ...density, dpi: this.#wantedDpi ?? density.dpi });
    if ([...settings].every(([name, value]) => this.#settings.get(name) === value)) return;
    this.#settings = settings;
    const { atoms } = this.#connection;
    const bytes = encodeSettings(settings, ++this.#serial);
    this.#connection.setBytes(this.#window, atoms._XSETTINGS_SETTINGS, atoms._XSETTINGS_SETTINGS, bytes);
  }

  handle(event: XEvent): void {
    const { owner, selection } = event as unknown as Readonly<Record<string, number>>;
    if (event.name !== 'SelectionNotify' || owner === undefined || isSent(event)) return;
    if (selection !== this.#selection) return;
    const before = this.#owner;
    this.#owner = owner;
    if (owner === 0 && before !== this.#window) this.#claim();
  }

  /** Programs that wait for a manager look out for a MANAGER message (ICCCM 2.8). */
  #claim(): void {
    const { x, root, atoms } = this.#connection;
    x.SetSelectionOwner(this.#window, this.#selection);
    this.#connection.sendMessage(root, atoms.MANAGER, [0, this.#selection, this.#window], structureNotify);
  }
}

/** Settings by name; all are integers. */
function settingsFor({ dpi, scale, cursorSize }: Density): ReadonlyMap<string, number> {
  return new Map([
    ['Gdk/UnscaledDPI', Math.round((dpi * dpiSteps) / scale)],
    ['Gdk/WindowScalingFactor', scale],
    ['Gtk/CursorThemeSize', cursorSize],
    ['Xft/DPI', Math.round(dpi * dpiSteps)],
  ]);
}

/** The bytes of `_XSETTINGS_SETTINGS`. */
export function encodeSettings(settings: ReadonlyMap<string, number>, serial: number): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt8(littleEndian, 0);
  head.writeUInt32LE(serial, 4);
  head.writeUInt32LE(settings.size, 8);
  const entries = [...settings].map(([name, value]) => {
    const padded = Math.ceil(name.length / 4) * 4;
    const entry = Buffer.alloc(4 + padded + 8);
    entry.writeUInt8(integerType, 0);
    entry.writeUInt16LE(name.length, 2);
    entry.write(name, 4, 'latin1');
    entry.writeUInt32LE(serial, 4 + padded);
    entry.writeInt32LE(value, 8 + padded);
    return entry;
  });
  return Buffer.concat([head, ...entries]);
}

/** `Xft.dpi`, if one of the lines says it. */
function dpiIn(resources: readonly string[]): number | undefined {
  const values = resources.map((line) => {
    const [name, value] = [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)];
    return name.trim() === resourceName ? Number(value) : Number.NaN;
  });
  return values.findLast((value) => value > 0 && value < 10_000);
}
