/** Asks a host what it offers: one registry, one round trip. */
import type { Channel } from '../channel/channel.js';
import { HostError, StartError } from '../errors.js';
import { wl_callback, wl_display, wl_registry } from '../protocol/generated/wayland.js';
import { Inbox } from '../wire/inbox.js';
import { headerBytes } from '../wire/framing.js';
import type { ProtocolLayout } from '../wire/layout.js';
import { decode } from '../wire/reader.js';
import { MessageWriter } from '../wire/writer.js';

export interface HostGlobal {
  readonly interface: string;
  readonly version: number;
}

const registryId = 2;
const callbackId = 3;

/** The globals behind `channel`, which is closed afterwards. Rejects if the host is no Wayland compositor or is silent. */
export function askGlobals(
  channel: Channel,
  protocol: ProtocolLayout,
  limitMs: number,
): Promise<HostGlobal[]> {
  const inbox = new Inbox();
  const globals: HostGlobal[] = [];
  let timer: NodeJS.Timeout | undefined;
  return new Promise<HostGlobal[]>((resolve, reject) => {
    timer = setTimeout(() => reject(new StartError(`no answer within ${limitMs} ms`)), limitMs);
    const finish = (error?: Error): void => {
      if (error) reject(error);
      else resolve(globals);
    };
    channel.listen(() => {
      try {
        if (inbox.fill(channel) === 0) finish(new HostError('the host closed the connection'));
        else if (readEvents(inbox, protocol, globals)) finish();
      } catch (error) {
        finish(error instanceof Error ? error : new HostError(String(error)));
      }
    });
    channel.want(true, false);
    ask(channel, protocol);
  }).finally(() => {
    clearTimeout(timer);
    inbox.fds.closeAll();
    channel.close();
  });
}

function ask(channel: Channel, protocol: ProtocolLayout): void {
  const writer = new MessageWriter();
  const noFds = (): void => undefined;
  let size = writer.encode(protocol.request(wl_display, 'get_registry'), 1, { registry: registryId }, noFds);
  channel.send(writer.bytes, 0, size, null, 0);
  size = writer.encode(protocol.request(wl_display, 'sync'), 1, { callback: callbackId }, noFds);
  channel.send(writer.bytes, 0, size, null, 0);
}

/** Takes the complete events; whether the round trip is over. Throws `HostError` for anything unasked. */
function readEvents(inbox: Inbox, protocol: ProtocolLayout, globals: HostGlobal[]): boolean {
  while (inbox.end - inbox.start >= headerBytes) {
    const w = inbox.start >> 2;
    const id = inbox.words[w]!;
    const size = inbox.words[w + 1]! >>> 16;
    const opcode = inbox.words[w + 1]! & 0xffff;
    if (size < headerBytes || (size & 3) !== 0) throw new HostError('the host does not speak Wayland');
    if (size > inbox.end - inbox.start) return false;
    const table = { 1: wl_display, [registryId]: wl_registry, [callbackId]: wl_callback }[id];
    const name = table?.events[opcode]?.name;
    if (!table || name === undefined) throw new HostError('the host does not speak Wayland');
    const { words, bytes, start: pos } = inbox;
    const placed = { message: protocol.event(table, name), words, bytes, pos, size };
    const args = decode(placed, () => -1);
    inbox.start += size;
    if (name === 'error') throw new HostError(`the host refused: ${text(args['message'])}`);
    if (name === 'global')
      globals.push({ interface: text(args['interface']), version: Number(args['version']) });
    if (name === 'done') return true;
  }
  return false;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
