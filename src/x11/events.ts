/**
 * Events of the X server, and which part of the window manager each is for. Selections and settings look for theirs
 * themselves.
 */
import type { XEvent } from 'x11';
import { answerConfigureRequest } from './configure-requests.js';
import { isSent, type XConnection } from './connection.js';
import type { Mapping } from './mapping.js';
import { handleMessage } from './messages.js';
import type { Startup } from './startup.js';
import { outside, type WindowList } from './window-list.js';
import type { XWindow } from './window.js';
import type { WindowManager } from './wm.js';

/** Events whose time is the server's. In others (SelectionRequest) it is what a program says. */
const stamped: ReadonlySet<string | undefined> = new Set(['AlarmNotify', 'PropertyNotify', 'ShapeNotify']);
/** Where a ClientMessage has its data. */
const messageData = 12;
/** Where CreateNotify and ConfigureNotify have the border's width. */
const [createdBorder, configuredBorder] = [20, 24];
/** And of `override-redirect` in MapNotify. */
const mapOverride = 12;

type Fields = Readonly<Record<string, number>>;

export interface EventParts {
  readonly manager: WindowManager;
  readonly windows: WindowList;
  readonly mapping: Mapping;
  readonly startup: Startup;
  /** The window's shape may be another one. */
  readonly tellShape: (window: XWindow) => void;
}

export class Events {
  readonly #parts: EventParts;
  readonly #connection: XConnection;

  constructor(parts: EventParts) {
    this.#parts = parts;
    this.#connection = parts.manager.connection;
  }

  /**
   * Events that programs made up are not believed, not even the UnmapNotify with which a window is withdrawn (ICCCM
   * 4.1.4): it is for windows that are not mapped, and here a minimised window is.
   */
  handle(event: XEvent): void {
    const sent = isSent(event);
    if (sent && event.name !== 'ClientMessage') return;
    const fields = event as unknown as Fields;
    if (stamped.has(event.name) && fields['time']) this.#connection.time = fields['time'];
    const window = this.#parts.windows.get(fields['wid'] ?? 0);
    switch (event.name) {
      case 'CreateNotify':
        if (fields['wid'] !== this.#parts.manager.root.check)
          this.#parts.windows.created(fields, event.rawData.readUInt16LE(createdBorder));
        break;
      case 'DestroyNotify':
        this.#parts.windows.destroyed(fields['wid']!);
        break;
      case 'ReparentNotify':
        this.#parts.windows.reparented(fields);
        break;
      case 'MapRequest':
        if (window) this.#parts.mapping.requested(window);
        break;
      case 'MapNotify':
        if (window) this.#parts.mapping.mapped(window, event.rawData[mapOverride] === 1);
        // Shapes are said from within the border, which the window may have lost.
        if (window?.shape) this.#parts.tellShape(window);
        break;
      case 'UnmapNotify':
        if (window) this.#parts.mapping.unmapped(window);
        break;
      case 'ConfigureRequest':
        if (window) answerConfigureRequest(this.#connection, window, fields, this.#parts.manager.outputs);
        break;
      case 'ConfigureNotify':
        this.#configured(fields, event.rawData.readUInt16LE(configuredBorder));
        break;
      case 'PropertyNotify':
        this.#propertyChanged(window, fields['atom']!);
        break;
      case 'ShapeNotify':
        this.#shaped(fields['window']!);
        break;
      case 'AlarmNotify':
        this.#alarmed(fields);
        break;
      case 'ClientMessage':
        this.#messaged(event, sent);
        break;
      default:
    }
  }

  #messaged(event: XEvent, sent: boolean): void {
    const { wid, message_type: type } = event as unknown as Fields;
    const { _NET_STARTUP_INFO_BEGIN: begin, _NET_STARTUP_INFO: more } = this.#connection.atoms;
    if (type === begin || type === more)
      this.#parts.startup.heard(wid!, type === begin, event.rawData.subarray(messageData));
    else handleMessage(this.#parts.manager, sent, wid!, type!, event['data'] as readonly number[]);
  }

  #shaped(id: number): void {
    const window = this.#parts.windows.get(id);
    if (window) this.#parts.tellShape(window);
  }

  #alarmed({ alarm, counterValue }: Fields): void {
    for (const { resizing } of this.#parts.windows.values())
      if (resizing.alarm === alarm) resizing.answered(counterValue!);
  }

  #configured({ wid1: id, x, y, width, height }: Fields, border: number): void {
    if (id === this.#connection.root) {
      this.#connection.rootSize = { width: width!, height: height! };
      this.#parts.manager.outputs.screenChanged(this.#connection.rootSize);
    } else
      this.#parts.windows
        .get(id!)
        ?.moved(outside({ x: x!, y: y!, width: width!, height: height! }, border), border);
  }

  #propertyChanged(window: XWindow | undefined, atom: number): void {
    if (window?.toplevel && atom === this.#connection.atoms._NET_WM_ICON)
      this.#parts.manager.iconChanged(window);
    if (window?.properties.matters(atom)) void this.#readAnew(window, atom);
  }

  async #readAnew(window: XWindow, atom: number): Promise<void> {
    const name = await window.properties.refresh(atom);
    if (name !== undefined) window.propertyChanged(name);
  }
}
