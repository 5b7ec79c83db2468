/** CLIPBOARD, PRIMARY and what is dragged, and whose event is whose. */
import type { XEvent } from 'x11';
import type { Logger } from '../log/logger.js';
import type { HostSelections } from '../peer/xwayland/exchange.js';
import { predefined } from './atoms.js';
import { isSent, type XConnection } from './connection.js';
import { DragToHost } from './drag-to-host.js';
import { DragsFromHost, type WindowsBySurface } from './drags-from-host.js';
import { wordsOf } from './properties.js';
import { Selection, type SelectionRequest } from './selection.js';
import { Transfers } from './transfers.js';

/** XFixes: the owner changed, its window was destroyed, its program left. */
const allOwnerChanges = 7;
/** Which of them it was. */
const setSelectionOwner = 0;
const selectionNotify = 31;
/** Bytes of a MULTIPLE request that are read: 256 pairs. */
const maxMultipleBytes = 2048;

type Fields = Readonly<Record<string, number>>;
type Answerer = Pick<Selection, 'answer'>;

export class Selections {
  readonly #connection: XConnection;
  readonly #transfers: Transfers;
  readonly #selections: readonly Selection[];
  readonly #drags: DragsFromHost;
  readonly #dragOut: DragToHost;
  /** Owns CLIPBOARD_MANAGER, if we are to be it. */
  #manager: number | undefined;

  constructor(connection: XConnection, host: HostSelections, windows: WindowsBySurface, log: Logger) {
    this.#connection = connection;
    this.#transfers = new Transfers(connection, log);
    const parts = { connection, host, transfers: this.#transfers, log };
    this.#selections = [
      new Selection('clipboard', connection.atoms.CLIPBOARD, parts),
      new Selection('primary', predefined.PRIMARY, parts),
    ];
    this.#drags = new DragsFromHost(connection, this.#transfers, windows);
    host.listenToDrags(this.#drags);
    this.#dragOut = new DragToHost({ ...parts, windows });
  }

  /** Begins to follow the X selections; `manager`: and to keep what programs leave behind. Throws without XFixes. */
  async start(manager: boolean): Promise<void> {
    const fixes = await this.#connection.extension('fixes');
    for (const { window, atom } of this.#selections)
      fixes.SelectSelectionInput(window, atom, allOwnerChanges);
    fixes.SelectSelectionInput(this.#drags.window, this.#connection.atoms.XdndSelection, allOwnerChanges);
    if (!manager) return;
    this.#manager = this.#connection.createHidden();
    this.#connection.x.SetSelectionOwner(this.#manager, this.#connection.atoms.CLIPBOARD_MANAGER);
  }

  handle(event: XEvent): void {
    const fields = event as unknown as Fields;
    switch (event.name) {
      case 'SelectionNotify':
        // XFixes' event has the same name as the core protocol's, but an owner.
        if (isSent(event) !== (fields['owner'] === undefined)) return;
        if (fields['owner'] === undefined)
          this.#transfers.answered(fields['requestor']!, fields['property']!);
        else this.#ownerChanged(fields);
        break;
      case 'SelectionRequest':
        void this.#requested(fields);
        break;
      case 'ClientMessage':
        for (const drags of [this.#drags, this.#dragOut])
          drags.handleMessage(fields['wid']!, fields['message_type']!, event['data'] as readonly number[]);
        break;
      case 'PropertyNotify':
        if (isSent(event)) return;
        this.#transfers.propertyChanged(fields['wid']!, fields['atom']!, fields['state']!);
        break;
      case 'DestroyNotify':
        if (!isSent(event)) this.#transfers.windowGone(fields['wid']!);
        break;
      default:
    }
  }

  #ownerChanged({ selection, owner, selectionTimestamp, seq, subtype }: Fields): void {
    this.#transfers.ownerChanged(selection!, owner!, seq!, subtype !== setSelectionOwner);
    if (selection === this.#connection.atoms.XdndSelection)
      this.#dragOut.ownerChanged(owner!, this.#drags.window);
    else this.#find('atom', selection!)?.ownerChanged(owner!, selectionTimestamp!);
  }

  #find(by: 'atom' | 'window', value: number): Selection | undefined {
    return this.#selections.find((each) => each[by] === value);
  }

  async #requested({ owner, requestor, target, property, selection, time }: Fields): Promise<void> {
    const saves = owner === this.#manager;
    const found = owner === this.#drags.window ? this.#drags : this.#find('window', owner!);
    // ICCCM 2.2: old programs name no property and mean the target's.
    const wanted = property === 0 ? target! : property!;
    const asked = { requestor: requestor!, target: target!, property: wanted };
    const filled = saves
      ? await this.#askedToSave(asked)
      : found !== undefined && (await this.#answer(found, asked));
    const event = Buffer.alloc(32);
    event[0] = selectionNotify;
    for (const [i, word] of [time!, requestor!, selection!, target!, filled ? wanted : 0].entries())
      event.writeUInt32LE(word, 4 + i * 4);
    this.#connection.x.SendEvent(requestor!, 0, 0, event);
  }

  #answer(selection: Answerer, asked: SelectionRequest): Promise<boolean> {
    const isMultiple = asked.target === this.#connection.atoms.MULTIPLE;
    return isMultiple
      ? this.#answerMultiple(selection, asked.requestor, asked.property)
      : selection.answer(asked);
  }

  async #askedToSave({ target, requestor, property }: SelectionRequest): Promise<boolean> {
    const { atoms } = this.#connection;
    if (target !== atoms.SAVE_TARGETS) return false;
    await this.#find('atom', atoms.CLIPBOARD)?.save();
    // The answer has no contents. Whether something was saved is not asked.
    this.#connection.setWords(requestor, property, atoms.SAVE_TARGETS, []);
    return true;
  }

  /** The property has pairs of target and property; what cannot be had is marked there by 0. */
  async #answerMultiple(selection: Answerer, requestor: number, property: number): Promise<boolean> {
    if (property === 0) return false;
    const asked = await this.#connection.property(requestor, property, maxMultipleBytes);
    const words = wordsOf(asked?.data ?? Buffer.alloc(0));
    const pairs = Array.from(
      { length: words.length >> 1 },
      (_, i) => [words[i * 2]!, words[i * 2 + 1]!] as const,
    );
    const answers = await Promise.all(
      pairs.map(async ([target, where]) => {
        const isPossible = target !== this.#connection.atoms.MULTIPLE && where !== 0;
        const filled = isPossible && (await selection.answer({ requestor, target, property: where }));
        return [target, filled ? where : 0];
      }),
    );
    this.#connection.setWords(requestor, property, asked?.type ?? predefined.ATOM, answers.flat());
    return true;
  }
}
