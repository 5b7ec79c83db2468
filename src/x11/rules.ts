/**
 * What the user's options make of windows (`--quirks-config`, `--application-id-x11-property`): the properties that they look
 * at, as atoms of one X server, and what they say of a window.
 */
import type { WindowPolicy } from '../config/config.js';
import type { X11IdKind } from '../peer/xwayland/windows.js';
import type { XConnection } from './connection.js';
import { Quirks, type Quirk, type QuirkTarget } from './quirks.js';

/** What identifies a window to the host, and what that was taken from. */
export interface AppId {
  readonly id: string;
  readonly kind: X11IdKind;
}

const noPolicy: WindowPolicy = {
  placedByPrograms: false,
  onlyProgramsEndFullscreen: false,
  ignoresStateless: false,
  resizesByViewport: false,
  emulatesModes: false,
};

export class Rules {
  static readonly none = new Rules(Quirks.read([]), '', new Map(), noPolicy);
  readonly policy: WindowPolicy;
  /** Names of the properties that matter here. */
  readonly atoms: ReadonlyMap<number, string>;
  readonly #quirks: Quirks;
  readonly #idProperty: string;

  private constructor(
    quirks: Quirks,
    idProperty: string,
    atoms: ReadonlyMap<number, string>,
    policy: WindowPolicy,
  ) {
    this.policy = policy;
    this.#quirks = quirks;
    this.#idProperty = idProperty;
    this.atoms = atoms;
  }

  /** `idProperty`: empty for none. */
  static async open(
    connection: XConnection,
    quirks: Quirks,
    idProperty: string,
    policy = noPolicy,
  ): Promise<Rules> {
    const names = [...new Set([...quirks.properties, ...(idProperty === '' ? [] : [idProperty])])];
    const atoms = await connection.intern(names.map((name) => [name, name]));
    return new Rules(quirks, idProperty, atoms, policy);
  }

  quirk(target: QuirkTarget): Quirk {
    const position = this.policy.placedByPrograms ? 'program' : 'host';
    return { position, ...this.#quirks.for(target) };
  }

  /** `undefined` for a window that says nothing of itself. */
  appId(target: QuirkTarget): AppId | undefined {
    const { appId } = this.quirk(target);
    if (appId !== undefined) return { id: appId, kind: 'wmclass' };
    const own = target.named.get(this.#idProperty);
    if (own !== undefined) return { id: own, kind: 'xprop' };
    return target.className === undefined ? undefined : { id: target.className, kind: 'wmclass' };
  }
}
