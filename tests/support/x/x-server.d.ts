/** The part of the X server in memory, of the npm package `x11`, that tests use; it comes without types. */
declare module 'x11/lib/xserver/index.js' {
  import type { Duplex } from 'node:stream';

  export interface ServerClient {
    readonly seq: number;
    send(bytes: Buffer): void;
    sendEvent(event: Buffer): void;
    startReply(extraWords: number, detail: number): Buffer;
    destroy(): void;
  }

  export interface ServerWindow {
    readonly id: number;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly borderWidth: number;
    /** 1: InputOutput, 2: InputOnly. */
    readonly class: number;
    readonly mapped: boolean;
    readonly overrideRedirect: boolean;
    /** `null`: it is the root window. */
    readonly parent: ServerWindow | null;
    readonly children: readonly ServerWindow[];
    readonly owner: ServerClient;
    /** By atom. */
    readonly properties: ReadonlyMap<number, { readonly data: Buffer }>;
  }

  export interface ExtensionDefinition {
    readonly eventsCount?: number;
    readonly errorsCount?: number;
    init?(server: XServer, extension: { readonly firstEvent: number }): void;
    handleRequest(server: XServer, client: ServerClient, minor: number, body: Buffer): void;
  }

  export class XServer {
    constructor(options: { readonly width: number; readonly height: number });
    readonly root: ServerWindow;
    readonly focus: { readonly wid: number };
    addClientStream(stream: Duplex): ServerClient;
    registerExtension(name: string, definition: ExtensionDefinition): void;
    getWindow(id: number): ServerWindow;
    readonly resources: ReadonlyMap<number, unknown>;
  }

  export function createStreamPair(): [Duplex, Duplex];
}
