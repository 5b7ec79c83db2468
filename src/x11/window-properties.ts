/**
 * The properties of one X window that matter here, as last read. A program may change them faster than they can be
 * read: each is read again only when the last reading is done.
 */
import type { Quirk } from './quirks.js';
import { Rules, type AppId } from './rules.js';
import { predefined, type AtomName, type Atoms } from './atoms.js';
import type { XConnection } from './connection.js';
import {
  classOf,
  instanceOf,
  motifHints,
  plainText,
  sizeHints,
  textOf,
  wmHints,
  wordsOf,
  type MotifHints,
  type SizeHints,
  type WmHints,
} from './properties.js';

const maxBytes = 4096;
/** The names of the properties: some are atoms of the protocol's, some are interned. */
type Readable = AtomName | 'WM_NAME' | 'WM_CLASS' | 'WM_NORMAL_HINTS' | 'WM_HINTS' | 'WM_TRANSIENT_FOR';

const readables: readonly Readable[] = [
  'WM_NAME',
  'WM_CLASS',
  'WM_NORMAL_HINTS',
  'WM_HINTS',
  'WM_TRANSIENT_FOR',
  'WM_PROTOCOLS',
  'WM_CLIENT_LEADER',
  '_NET_STARTUP_ID',
  '_NET_WM_NAME',
  '_NET_WM_STATE',
  '_NET_WM_SYNC_REQUEST_COUNTER',
  '_NET_WM_WINDOW_TYPE',
  '_MOTIF_WM_HINTS',
  '_GTK_THEME_VARIANT',
];

export class WindowProperties {
  className: string | undefined;
  instanceName: string | undefined;
  /** Those that the user's rules look at, as text. */
  readonly named = new Map<string, string>();
  sizeHints: SizeHints = sizeHints(Buffer.alloc(0));
  wmHints: WmHints = wmHints(Buffer.alloc(0));
  motif: MotifHints | undefined;
  /** The program wants a dark frame (GTK's `_GTK_THEME_VARIANT`). */
  dark = false;
  /** 0: none. */
  transientFor = 0;
  protocols: ReadonlySet<number> = new Set();
  types: readonly number[] = [];
  states: ReadonlySet<number> = new Set();
  /** The start that the window belongs to. */
  startupId: string | undefined;
  /** What the program sets when it has drawn; 0: nothing. */
  syncCounter = 0;
  /** All have been read once. */
  loaded = false;
  /** Reading has begun. */
  #asked = false;
  #wmName: string | undefined;
  #clientLeader = 0;
  #netWmName: string | undefined;
  readonly #connection: XConnection;
  readonly #rules: Rules;
  readonly #window: number;
  readonly #names: ReadonlyMap<number, Readable>;
  /** Properties being read; `true`: they have changed since. */
  readonly #reading = new Map<number, boolean>();

  constructor(connection: XConnection, window: number, rules = Rules.none) {
    this.#rules = rules;
    this.#connection = connection;
    this.#window = window;
    this.#names = namesOf(connection.atoms);
  }

  /** EWMH puts `_NET_WM_NAME` over `WM_NAME`. */
  get title(): string {
    return this.#netWmName ?? this.#wmName ?? '';
  }

  /** What the user's rules say of the window. */
  get quirk(): Quirk {
    return this.#rules.quirk(this);
  }

  get appId(): AppId | undefined {
    return this.#rules.appId(this);
  }

  /** Reads all. */
  async load(): Promise<void> {
    this.#asked = true;
    const atoms = new Set([...this.#names.keys(), ...this.#rules.atoms.keys()]);
    await Promise.all([...atoms].map((atom) => this.#read(atom)));
    await this.#inherit();
    this.loaded = true;
  }

  /** What the window does not say, the leader of its group may. */
  async #inherit(): Promise<void> {
    const leader = this.#clientLeader || this.wmHints.group;
    if (leader === 0 || leader === this.#window) return;
    if (this.className !== undefined && this.startupId !== undefined && this.title !== '') return;
    const its = new WindowProperties(this.#connection, leader);
    const names: readonly Readable[] = ['WM_CLASS', 'WM_NAME', '_NET_WM_NAME', '_NET_STARTUP_ID'];
    const wanted = [...this.#names].filter(([, name]) => names.includes(name));
    await Promise.all(wanted.map(([atom]) => its.#read(atom)));
    this.className ??= its.className;
    this.startupId ??= its.startupId;
    if (this.title === '') this.#wmName = its.title;
  }

  /** Reads a property again that has changed. Its name if it is one that matters and was read now. */
  async refresh(atom: number): Promise<Readable | undefined> {
    // Whatever else the rules look at may change what the window is called.
    const name = this.#names.get(atom) ?? (this.#rules.atoms.has(atom) ? 'WM_CLASS' : undefined);
    // What changes while all are read for the first time may have been read before that.
    if (name === undefined || !this.#asked) return undefined;
    if (this.#reading.has(atom)) {
      this.#reading.set(atom, true);
      return undefined;
    }
    do {
      this.#reading.set(atom, false);
      await this.#read(atom);
    } while (this.#reading.get(atom));
    this.#reading.delete(atom);
    return name;
  }

  async #read(atom: number): Promise<void> {
    const property = await this.#connection.property(this.#window, atom, maxBytes);
    const known = this.#names.get(atom);
    if (known !== undefined) this.#take(known, property?.data, property?.type);
    const name = this.#rules.atoms.get(atom);
    if (name === undefined) return;
    const utf8 = property?.type === this.#connection.atoms.UTF8_STRING;
    const text = property && plainText(property.data, property.format, utf8);
    if (text === undefined) this.named.delete(name);
    else this.named.set(name, text);
  }

  #take(name: Readable, data: Buffer | undefined, type: number | undefined): void {
    const bytes = data ?? Buffer.alloc(0);
    const utf8 = type === this.#connection.atoms.UTF8_STRING;
    switch (name) {
      case 'WM_NAME':
        this.#wmName = data && textOf(data, utf8);
        break;
      case 'WM_CLIENT_LEADER':
        this.#clientLeader = wordsOf(bytes)[0] ?? 0;
        break;
      case '_NET_STARTUP_ID':
        this.startupId = textOf(bytes, true) || undefined;
        break;
      case '_NET_WM_NAME':
        this.#netWmName = data && textOf(data, true);
        break;
      case 'WM_CLASS':
        this.className = classOf(bytes);
        this.instanceName = instanceOf(bytes);
        break;
      case 'WM_NORMAL_HINTS':
        this.sizeHints = sizeHints(bytes);
        break;
      case 'WM_HINTS':
        this.wmHints = wmHints(bytes);
        break;
      case 'WM_TRANSIENT_FOR':
        this.transientFor = wordsOf(bytes)[0] ?? 0;
        break;
      case 'WM_PROTOCOLS':
        this.protocols = new Set(wordsOf(bytes));
        break;
      case '_NET_WM_STATE':
        this.states = new Set(wordsOf(bytes));
        break;
      case '_NET_WM_SYNC_REQUEST_COUNTER':
        // A second one is for programs that say of every picture when it begins, which is not asked for.
        this.syncCounter = wordsOf(bytes)[0] ?? 0;
        break;
      case '_NET_WM_WINDOW_TYPE':
        this.types = wordsOf(bytes);
        break;
      case '_GTK_THEME_VARIANT':
        this.dark = textOf(bytes, utf8) === 'dark';
        break;
      case '_MOTIF_WM_HINTS':
        this.motif = data && motifHints(data);
        break;
      default:
    }
  }
}

function namesOf(atoms: Atoms): ReadonlyMap<number, Readable> {
  const all: Readonly<Record<string, number>> = { ...predefined, ...atoms };
  return new Map(readables.map((name) => [all[name]!, name]));
}
