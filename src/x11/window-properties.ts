/** The properties of one X window that matter here, as last read: when the window is made, and whenever one changes. */
import type { Quirk } from './quirks.js';
import { Rules, type AppId } from './rules.js';
import { compoundText } from './compound-text.js';
import type { XConnection } from './connection.js';
import { maxTextBytes, type Box } from '../peer/xwayland/windows.js';
import { PropertyReadings } from './property-readings.js';
import { namesOf, type Readable } from './readable-properties.js';
import {
  boxesIn,
  classOf,
  cutText,
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

/** Of each property. */
const maxBytes = 4096;

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
  /** What Xwayland has the program believe of outputs whose mode it has changed. */
  emulatedModes: readonly Box[] = [];
  #wmName: string | undefined;
  #clientLeader = 0;
  /** The leader that was asked last. */
  #inheritedFrom = 0;
  #netWmName: string | undefined;
  readonly #connection: XConnection;
  readonly #rules: Rules;
  readonly #window: number;
  readonly #names: ReadonlyMap<number, Readable>;
  /** The first reading, once it has begun. */
  #loading: Promise<void> | undefined;
  /** It is known which there are. */
  #isListed = false;
  readonly #readings = new PropertyReadings((atom) => this.#read(atom));

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

  /** A window that says nothing of itself is known by its leader, or by itself. */
  get appId(): AppId {
    const named = this.#rules.appId(this);
    if (named && named.id !== '') return named;
    const leader = this.#clientLeader;
    return leader === 0
      ? { id: String(this.#window), kind: 'xid' }
      : { id: String(leader), kind: 'wmclientleader' };
  }

  /** Asks for all that are there, once. Changes must be told already. */
  load(): Promise<void> {
    this.#loading ??= this.#loadAll();
    return this.#loading;
  }

  async #loadAll(): Promise<void> {
    const present = await this.#connection.propertiesOf(this.#window);
    this.#isListed = true;
    await this.#readings.first(present.filter((atom) => this.matters(atom)));
  }

  /** Whether a property of that name is read. */
  matters(atom: number): boolean {
    if (this.#rules.atoms.has(atom)) return true;
    const name = this.#names.get(atom);
    if (name === '_XWAYLAND_RANDR_EMU_MONITOR_RECTS') return this.#rules.policy.emulatesModes;
    return name !== undefined;
  }

  /** Waits for all that has been set so far. */
  async settle(): Promise<void> {
    this.#inheritedFrom = 0;
    const loading = this.load();
    // There is no time to hear first which there are.
    if (!this.#isListed) void this.#readings.first(this.#all());
    await loading;
    const leader = this.#inherit();
    await this.#readings.done();
    await leader;
    await this.#inherit();
  }

  #all(): number[] {
    return [...this.#names.keys(), ...this.#rules.atoms.keys()].filter((atom) => this.matters(atom));
  }

  /** What the window does not say, the leader of its group may. */
  async #inherit(): Promise<void> {
    const leader = this.#clientLeader || this.wmHints.group;
    if (leader === 0 || leader === this.#window || leader === this.#inheritedFrom) return;
    this.#inheritedFrom = leader;
    if (this.className !== undefined && this.startupId !== undefined && this.title !== '') return;
    const its = new WindowProperties(this.#connection, leader);
    const names: readonly Readable[] = ['WM_CLASS', 'WM_NAME', '_NET_WM_NAME', '_NET_STARTUP_ID'];
    const wanted = [...this.#names].filter(([, name]) => names.includes(name));
    await Promise.all(wanted.map(([atom]) => its.#read(atom)));
    this.className ??= its.className;
    this.startupId ??= its.startupId;
    if (this.title === '') this.#wmName = its.title;
  }

  /** Reads a property again that has changed. Its name if it is one that matters and was read for this change. */
  async refresh(atom: number): Promise<Readable | undefined> {
    // Whatever else the rules look at may change what the window is called.
    const name = this.#names.get(atom) ?? (this.#rules.atoms.has(atom) ? 'WM_CLASS' : undefined);
    if (name === undefined || !this.#loading || this.#readings.isWaiting(atom)) return undefined;
    await this.#readings.anew(atom);
    return name;
  }

  /** Resolves when a reading of the property is done that began after this call. */
  readAnew(atom: number): Promise<void> {
    return this.#readings.anew(atom);
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
    const isCompound = type === this.#connection.atoms.COMPOUND_TEXT;
    switch (name) {
      case 'WM_NAME':
        this.#wmName = data && (isCompound ? cutText(compoundText(data), maxTextBytes) : textOf(data, utf8));
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
      case '_XWAYLAND_RANDR_EMU_MONITOR_RECTS':
        this.emulatedModes = boxesIn(wordsOf(bytes));
        break;
      case '_MOTIF_WM_HINTS':
        this.motif = data && motifHints(data);
        break;
      default:
    }
  }
}
