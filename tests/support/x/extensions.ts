/** Extensions for the X server in memory, as far as the window manager needs them: Composite, XFixes, SYNC, SHAPE, RandR, X-Resource. */
import type { ExtensionDefinition, ServerClient } from 'x11/lib/xserver/index.js';

/** A reply of 32 bytes whose words from the third on are these. */
function reply(client: ServerClient, ...words: readonly number[]): void {
  const bytes = client.startReply(0, 0);
  for (const [i, word] of words.entries()) bytes.writeUInt32LE(word >>> 0, 8 + i * 4);
  client.send(bytes);
}

/** Says that it is there, and takes everything for done: for Composite and XFixes. */
export const obliging: ExtensionDefinition = {
  handleRequest: (_server, client, minor) => {
    if (minor === 0) reply(client, 0, 4);
  },
};

interface Alarm {
  readonly owner: ServerClient;
  readonly counter: number;
  value: number;
  active: boolean;
}

const sync = {
  initialize: 0,
  createCounter: 2,
  setCounter: 3,
  queryCounter: 5,
  createAlarm: 8,
  changeAlarm: 9,
  destroyAlarm: 11,
} as const;
const alarmBits = { counter: 1, valueType: 2, value: 4, testType: 8, delta: 16, events: 32 } as const;
const alarmNotify = 1;

/** Counters, and alarms that go off once. Values are below 2^32 here. */
export class SyncDouble implements ExtensionDefinition {
  readonly eventsCount = 2;
  readonly counters = new Map<number, number>();
  readonly alarms = new Map<number, Alarm>();
  #firstEvent = 0;

  init(_server: unknown, extension: { readonly firstEvent: number }): void {
    this.#firstEvent = extension.firstEvent;
  }

  handleRequest(_server: unknown, client: ServerClient, minor: number, body: Buffer): void {
    const id = body.length >= 4 ? body.readUInt32LE(0) : 0;
    if (minor === sync.initialize) reply(client, 0x0103);
    else if (minor === sync.createCounter) this.set(id, body.readUInt32LE(8));
    else if (minor === sync.setCounter) this.set(id, body.readUInt32LE(8));
    else if (minor === sync.queryCounter) this.#query(client, id);
    else if (minor === sync.createAlarm || minor === sync.changeAlarm) this.#alarm(client, id, body);
    else if (minor === sync.destroyAlarm) this.alarms.delete(id);
  }

  /** A program's counter has a new value. */
  set(counter: number, value: number): void {
    this.counters.set(counter, value);
    for (const [id, alarm] of this.alarms) if (alarm.counter === counter) this.#ring(id, alarm);
  }

  #query(client: ServerClient, id: number): void {
    const value = this.counters.get(id);
    if (value !== undefined) {
      reply(client, 0, value);
      return;
    }
    const error = Buffer.alloc(32);
    error[1] = 128;
    error.writeUInt16LE(client.seq, 2);
    client.send(error);
  }

  #alarm(owner: ServerClient, id: number, body: Buffer): void {
    const mask = body.readUInt32LE(4);
    const before = this.alarms.get(id);
    const alarm = { owner, counter: before?.counter ?? 0, value: before?.value ?? 0, active: true };
    let at = 8;
    for (const [name, bit] of Object.entries(alarmBits)) {
      if ((mask & bit) === 0) continue;
      const wide = name === 'value' || name === 'delta';
      if (name === 'counter') alarm.counter = body.readUInt32LE(at);
      if (name === 'value') alarm.value = body.readUInt32LE(at + 4);
      at += wide ? 8 : 4;
    }
    this.alarms.set(id, alarm);
    this.#ring(id, alarm);
  }

  #ring(id: number, alarm: Alarm): void {
    const value = this.counters.get(alarm.counter) ?? 0;
    if (!alarm.active || value < alarm.value) return;
    alarm.active = false;
    const event = Buffer.alloc(32);
    event[0] = this.#firstEvent + alarmNotify;
    event.writeUInt32LE(id, 4);
    event.writeUInt32LE(value, 12);
    event.writeUInt32LE(alarm.value, 20);
    alarm.owner.sendEvent(event);
  }
}

const localClientPid = 2;

/** Says that every program is the same process. */
export class ProcessesDouble implements ExtensionDefinition {
  /** 0: not known. */
  pid = 0;

  handleRequest(_server: unknown, client: ServerClient, minor: number): void {
    if (minor === 0) {
      reply(client, 0x0002_0001);
      return;
    }
    const words = this.pid === 0 ? [0] : [1, 0, 0, 0, 0, 0, 0, localClientPid, 4, this.pid];
    const bytes = client.startReply(4, 0);
    for (const [i, word] of words.entries()) bytes.writeUInt32LE(word, 8 + i * 4);
    client.send(bytes);
  }
}

const shape = { selectInput: 6, getRectangles: 8 } as const;

/** All windows have the same shapes here. */
export class ShapeDouble implements ExtensionDefinition {
  readonly eventsCount = 1;
  /** By kind: x, y, width and height of each rectangle. */
  readonly rectangles = new Map<number, Int16Array>();
  /** How often a shape was read. */
  readings = 0;
  #watcher: ServerClient | undefined;
  #firstEvent = 0;

  init(_server: unknown, extension: { readonly firstEvent: number }): void {
    this.#firstEvent = extension.firstEvent;
  }

  handleRequest(_server: unknown, client: ServerClient, minor: number, body: Buffer): void {
    if (minor === shape.selectInput) this.#watcher = client;
    if (minor !== shape.getRectangles) return;
    this.readings++;
    const values = this.rectangles.get(body[4]!) ?? new Int16Array();
    const bytes = client.startReply(values.length / 2, 0);
    bytes.writeUInt32LE(values.length / 4, 8);
    Buffer.from(values.buffer).copy(bytes, 32);
    client.send(bytes);
  }

  /** Says that a shape of the window has changed. */
  changed(window: number): void {
    const event = Buffer.alloc(32);
    event[0] = this.#firstEvent;
    event.writeUInt32LE(window, 4);
    this.#watcher?.sendEvent(event);
  }
}

const randr = { version: 0, outputInfo: 9, crtcInfo: 20, currentResources: 25, setPrimary: 30 } as const;
const [firstOutput, firstCrtc] = [0x60, 0x70];

/** Outputs side by side, each with a CRTC of its own. */
export class RandRDouble implements ExtensionDefinition {
  readonly eventsCount = 2;
  readonly errorsCount = 4;
  /** Which one was made the primary one, by its number, each time. */
  readonly primaries: number[] = [];
  readonly #corners: readonly number[];

  /** `corners`: the x of each output. */
  constructor(corners: readonly number[]) {
    this.#corners = corners;
  }

  handleRequest(_server: unknown, client: ServerClient, minor: number, body: Buffer): void {
    if (minor === randr.version) reply(client, 1, 5);
    else if (minor === randr.currentResources) this.#tellResources(client);
    else if (minor === randr.outputInfo) this.#tellOutput(client, body.readUInt32LE(0) - firstOutput);
    else if (minor === randr.crtcInfo) this.#tellCrtc(client, body.readUInt32LE(0) - firstCrtc);
    else if (minor === randr.setPrimary) this.primaries.push(body.readUInt32LE(4) - firstOutput);
  }

  #tellResources(client: ServerClient): void {
    const bytes = client.startReply(this.#corners.length, 0);
    bytes.writeUInt16LE(this.#corners.length, 18);
    for (const i of this.#corners.keys()) bytes.writeUInt32LE(firstOutput + i, 32 + i * 4);
    client.send(bytes);
  }

  #tellOutput(client: ServerClient, output: number): void {
    const bytes = client.startReply(1, 0);
    bytes.writeUInt32LE(firstCrtc + output, 12);
    client.send(bytes);
  }

  #tellCrtc(client: ServerClient, crtc: number): void {
    const bytes = client.startReply(0, 0);
    bytes.writeInt16LE(this.#corners[crtc]!, 12);
    client.send(bytes);
  }
}
