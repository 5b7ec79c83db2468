/** A Wayland compositor without a process: announces globals, answers when told to, says what the test wants. */
import { serverIdStart } from '../../src/wire/framing.js';
import type { ProtocolLayout } from '../../src/wire/layout.js';
import { FakeEnd } from './fake-end.js';
import type { MemoryTransport } from './memory-transport.js';

export class FakeHost extends FakeEnd {
  #lastGlobal = 0;

  constructor(protocol: ProtocolLayout, transport: MemoryTransport, settle: () => void) {
    super(protocol, transport, 'events', settle);
  }

  /** Announces a global and returns its name. The peer's registry must have arrived. */
  announce(interfaceName: string, version: number, name = ++this.#lastGlobal): number {
    this.say(this.idOf('wl_registry'), 'global', { name, interface: interfaceName, version });
    return name;
  }

  /** Takes a global back. */
  withdraw(name: number): void {
    this.say(this.idOf('wl_registry'), 'global_remove', { name });
  }

  /** A free id of the host's own range. */
  newId(): number {
    let id = serverIdStart | 0;
    while (this.objects.has(id)) id++;
    return id;
  }

  /** Tells the peer that an id of its naming is free again. */
  deleteId(id: number): void {
    this.say(1, 'delete_id', { id });
  }

  /** Answers all round trips that wait, as a compositor does. */
  answerSyncs(): void {
    const callbacks = [...this.objects].filter(([, table]) => table.name === 'wl_callback').map(([id]) => id);
    for (const id of callbacks) {
      this.say(id, 'done', { callback_data: 0 });
      this.deleteId(id);
    }
  }

  /** The host's ids of all objects of an interface, oldest first. */
  idsOf(interfaceName: string): number[] {
    return [...this.objects].filter(([, table]) => table.name === interfaceName).map(([id]) => id);
  }

  /** An object of the client's naming stays known until `delete_id`; late events can be said to it. */
  protected override ended(id: number): void {
    if (id < 0) this.objects.delete(id);
  }
}
