/** The part of the npm package `x11` that decant uses; it comes without types. */
declare module 'x11' {
  import type { Duplex } from 'node:stream';

  /** A request's answer; `true` says that the error was dealt with. */
  export type Reply<T> = (error: Error | null | undefined, result: T) => boolean | void;

  export interface Property {
    readonly type: number;
    readonly format: number;
    readonly bytesAfter: number;
    readonly data: Buffer;
  }

  export interface Screen {
    readonly root: number;
    readonly root_visual: number;
    readonly root_depth: number;
    readonly pixel_width: number;
    readonly pixel_height: number;
  }

  export interface Geometry {
    readonly xPos: number;
    readonly yPos: number;
    readonly width: number;
    readonly height: number;
    readonly borderWidth: number;
    readonly depth: number;
  }

  /** Events by name, with the fields that are read. `rawData` is the event as it came. */
  export interface XEvent {
    readonly name?: string;
    readonly type: number;
    readonly rawData: Buffer;
    readonly [field: string]: unknown;
  }

  export interface Display {
    readonly screen: readonly Screen[];
    readonly client: XClient;
    readonly max_request_length: number;
  }

  export interface XClient {
    atoms: Readonly<Record<string, number>>;
    atom_names: Readonly<Record<number, string>>;
    /** Names and atoms that are asked for, by the request's number. */
    readonly pending_atoms: Record<number, string | number>;
    /** Calls back requests without an answer that the server has got past. */
    _sweepVoid: (sequence: number) => void;
    /** Of the last request; whoever puts one into the stream counts it. */
    seq_num: number;
    readonly pack_stream: { put(request: Buffer): void; submit(): void; flush(): void };
    on(event: 'event', listener: (event: XEvent) => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
    on(event: 'end', listener: () => void): this;
    terminate(): void;
    AllocID(): number;
    ReleaseID(id: number): void;
    require<N extends keyof Extensions>(extension: N, callback: Reply<Extensions[N]>): void;
    QueryTree(window: number, reply: Reply<{ readonly children: readonly number[] }>): void;
    QueryExtension(
      name: string,
      reply: Reply<{ readonly present: number; readonly majorOpcode: number }>,
    ): void;
    InternAtom(onlyIfExists: boolean, name: string, reply: Reply<number>): void;
    GetAtomName(atom: number, reply: Reply<string>): void;
    GetProperty(
      remove: 0 | 1,
      window: number,
      property: number,
      type: number,
      offsetWords: number,
      lengthWords: number,
      reply: Reply<Property>,
    ): void;
    GetGeometry(drawable: number, reply: Reply<Geometry>): void;
    CreateGC(id: number, drawable: number, values: Readonly<Record<string, number>>): void;
    /** Each rectangle is x, y, width, height. */
    PolyFillRectangle(drawable: number, gc: number, rectangles: readonly number[]): void;
    GetWindowAttributes(window: number, reply: Reply<Readonly<Record<string, number>>>): void;
    QueryPointer(window: number, reply: Reply<{ readonly child: number }>): void;
    ListProperties(window: number, reply: Reply<readonly number[]>): void;
    GetInputFocus(reply: Reply<unknown>): void;
    GrabServer(): void;
    UngrabServer(): void;
    ChangeProperty(
      mode: 0 | 1 | 2,
      window: number,
      property: number,
      type: number,
      format: 8 | 16 | 32,
      data: Buffer | readonly number[],
    ): void;
    DeleteProperty(window: number, property: number): void;
    CreateWindow(
      id: number,
      parent: number,
      x: number,
      y: number,
      width: number,
      height: number,
      border: number,
      depth: number,
      windowClass: number,
      visual: number,
      values: Readonly<Record<string, number | boolean>>,
    ): void;
    DestroyWindow(window: number): void;
    ReparentWindow(window: number, parent: number, x: number, y: number): void;
    ChangeWindowAttributes(window: number, values: Readonly<Record<string, number>>): void;
    ConfigureWindow(window: number, values: Readonly<Record<string, number>>): void;
    MapWindow(window: number): void;
    UnmapWindow(window: number): void;
    KillClient(resource: number): void;
    SetInputFocus(window: number, revertTo: number): void;
    SetSelectionOwner(owner: number, selection: number, time?: number): void;
    GetSelectionOwner(selection: number, reply: Reply<number>): void;
    ConvertSelection(
      requestor: number,
      selection: number,
      target: number,
      property: number,
      time?: number,
    ): void;
    SendEvent(destination: number, propagate: 0 | 1, eventMask: number, event: Buffer): void;
    OpenFont(id: number, name: string): void;
    CloseFont(id: number): void;
    CreateGlyphCursor(
      id: number,
      source: number,
      mask: number,
      sourceGlyph: number,
      maskGlyph: number,
      foreground: { readonly R: number; readonly G: number; readonly B: number },
      background: { readonly R: number; readonly G: number; readonly B: number },
    ): void;
  }

  export interface CompositeExtension {
    RedirectSubwindows(window: number, update: number): void;
  }

  /** RandR 1.3. */
  export interface RandRExtension {
    readonly majorOpcode: number;
    GetScreenResourcesCurrent(window: number, reply: Reply<{ readonly outputs: readonly number[] }>): void;
    GetOutputInfo(output: number, time: number, reply: Reply<{ readonly crtc: number }>): void;
    GetCrtcInfo(crtc: number, time: number, reply: Reply<{ readonly x: number; readonly y: number }>): void;
  }

  export interface FixesExtension {
    SelectSelectionInput(window: number, selection: number, mask: number): void;
  }

  /** SYNC 3.1: counters and alarms. */
  export interface SyncExtension {
    ListSystemCounters(reply: Reply<readonly { readonly name: string; readonly counter: number }[]>): void;
    /** Nothing that is asked for afterwards happens until one of the conditions is met. */
    Await(conditions: readonly Readonly<Record<string, number>>[]): void;
    QueryCounter(counter: number, reply: Reply<number>): void;
    CreateAlarm(id: number, values: Readonly<Record<string, number>>): void;
    ChangeAlarm(id: number, values: Readonly<Record<string, number>>): void;
    DestroyAlarm(id: number): void;
  }

  export interface ShapeExtension {
    SelectInput(window: number, enable: 0 | 1): void;
    /** Each rectangle is x, y, width, height. */
    GetRectangles(
      window: number,
      kind: number,
      reply: Reply<{ readonly rectangles: readonly (readonly [number, number, number, number])[] }>,
    ): void;
  }

  /** X-Resource 1.2. */
  export interface ResourceExtension {
    QueryClients(
      reply: Reply<readonly { readonly resourceBase: number; readonly resourceMask: number }[]>,
    ): void;
    QueryClientResources(
      client: number,
      reply: Reply<readonly { readonly resourceType: number; readonly count: number }[]>,
    ): void;
    QueryClientPixmapBytes(client: number, reply: Reply<number>): void;
    QueryClientIds(
      specs: readonly { readonly client: number; readonly mask: number }[],
      reply: Reply<readonly { readonly mask: number; readonly value: readonly number[] }[]>,
    ): void;
  }

  /** By the name that `XClient.require` takes. */
  export interface Extensions {
    readonly composite: CompositeExtension;
    readonly fixes: FixesExtension;
    readonly randr: RandRExtension;
    readonly res: ResourceExtension;
    readonly shape: ShapeExtension;
    readonly sync: SyncExtension;
  }

  const x11: {
    createClient(
      options: {
        stream: Duplex;
        display: string;
        auth: { name: string; data: string };
        /** Requests of one turn of the loop go together, also those that are answered. */
        bufferRequests: boolean | { flushOnReply: boolean };
        disableBigRequests: boolean;
      },
      ready: (error: Error | undefined, display: Display) => void,
    ): XClient;
    readonly eventMask: Readonly<Record<string, number>>;
  };
  export default x11;
}
