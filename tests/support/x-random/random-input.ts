/** The host's user in a random session: pointer, keyboard and fingers, also on surfaces that are going, and what is dragged. */
import { OwnedFd } from '../../../src/native/fd.js';
import { addon } from '../../../src/native/addon.js';
import { someFd } from '../fixture.js';
import { pick, type Operation } from './operation.js';
import type { RandomHost } from './random-host.js';

export const inputKinds = [
  'capabilities',
  'pointerEnter',
  'pointerEnter',
  'pointerLeave',
  'motion',
  'press',
  'letGo',
  'axis',
  'keymap',
  'keyboardEnter',
  'keyboardLeave',
  'key',
  'fingerDown',
  'fingerDown',
  'fingerUp',
  'fingerMotion',
  'touchCancel',
  'offerSelection',
  'noSelection',
  'offerPrimary',
  'dragEnter',
  'dragEnter',
  'dragMotion',
  'dragLeave',
  'drop',
  'offerAction',
  'sourceSend',
  'sourceTarget',
  'sourceAction',
  'sourceDropped',
  'sourceFinished',
  'sourceCancelled',
] as const;

export class RandomInput {
  readonly #of: RandomHost;
  /** Surfaces with the focus, by the device. */
  readonly #focus = new Map<number, number>();
  /** The offer of the drag that is over a surface, 0 for one of nothing. */
  #over: number | undefined;

  constructor(host: RandomHost) {
    this.#of = host;
    const { onSeen } = host.host;
    host.host.onSeen = (each) => {
      onSeen(each);
      if (each.message !== 'destroy' && each.message !== 'release') return;
      this.#focus.delete(each.id);
      for (const [device, surface] of this.#focus) if (surface === each.id) this.#focus.delete(device);
    };
  }

  do(op: Operation<(typeof inputKinds)[number]>): void {
    const { a, b, c, kind } = op;
    const host = this.#of;
    const place = { surface_x: (b % 400) * 256, surface_y: (c % 240) * 256 };
    const [pointer, keyboard, touch] = ['wl_pointer', 'wl_keyboard', 'wl_touch'].map((each) =>
      host.any(each, a),
    );
    const surface = this.#surface(b);
    const { serial } = host;
    const time = a;
    const button = 0x110 + (b % 2);
    switch (kind) {
      case 'capabilities':
        host.say(host.any('wl_seat', a), 'capabilities', { capabilities: b % 8 });
        break;
      case 'pointerEnter':
        this.#leave(pointer!);
        if (pointer && surface) {
          this.#focus.set(pointer, surface);
          host.say(pointer, 'enter', { serial, surface, ...place });
          this.#frame(pointer);
        }
        break;
      case 'pointerLeave':
        this.#leave(pointer!);
        break;
      case 'motion':
        if (this.#focus.has(pointer!)) host.say(pointer, 'motion', { time, ...place });
        this.#frame(pointer!);
        break;
      case 'press':
      case 'letGo':
        if (this.#focus.has(pointer!))
          host.say(pointer, 'button', { serial, time, button, state: kind === 'press' ? 1 : 0 });
        this.#frame(pointer!);
        break;
      case 'axis':
        if (this.#focus.has(pointer!)) host.say(pointer, 'axis', { time, axis: 0, value: 256 });
        break;
      case 'keymap':
        if (keyboard)
          host.say(keyboard, 'keymap', { format: 1, fd: new OwnedFd(addon.createMemfd('keys', 8)), size: 8 });
        break;
      case 'keyboardEnter':
        this.#leave(keyboard!);
        if (keyboard && surface) {
          this.#focus.set(keyboard, surface);
          host.say(keyboard, 'enter', { serial, surface, keys: new Uint8Array(4) });
        }
        break;
      case 'keyboardLeave':
        this.#leave(keyboard!);
        break;
      case 'key':
        if (this.#focus.has(keyboard!)) host.say(keyboard, 'key', { serial, time, key: 30, state: b % 2 });
        break;
      case 'fingerDown':
        if (touch && surface)
          host.say(touch, 'down', {
            serial,
            time,
            surface,
            id: c % 3,
            x: (b % 300) * 256,
            y: (c % 30) * 256,
          });
        break;
      case 'fingerUp':
        host.say(touch, 'up', { serial, time, id: c % 3 });
        break;
      case 'fingerMotion':
        host.say(touch, 'motion', { time, id: c % 3, x: b, y: c });
        break;
      case 'touchCancel':
        host.say(touch, 'cancel');
        break;
      default:
        this.#exchange(op, surface);
    }
  }

  #exchange({ kind, a, b, c }: Operation<(typeof inputKinds)[number]>, surface: number): void {
    const host = this.#of;
    const device = host.any('wl_data_device', a);
    const source = host.any('wl_data_source', a);
    const isDrag = host.lives.versionOf(source) >= 3;
    const at = { x: b * 8, y: c * 4 };
    switch (kind) {
      case 'offerSelection':
        if (device) host.say(device, 'selection', { id: this.#offer(device, 'wl_data_offer', b) });
        break;
      case 'noSelection':
        host.say(device, 'selection', { id: 0 });
        break;
      case 'offerPrimary': {
        const primary = host.any('zwp_primary_selection_device_v1', a);
        const type = 'zwp_primary_selection_offer_v1';
        if (primary) host.say(primary, 'selection', { id: b % 4 === 0 ? 0 : this.#offer(primary, type, b) });
        break;
      }
      case 'dragEnter': {
        if (!device || !surface) break;
        this.#dragLeaves(device);
        const id = c % 5 === 0 ? 0 : this.#offer(device, 'wl_data_offer', b);
        if (!host.lives.has(surface, 'wl_surface')) break;
        this.#over = id;
        host.say(device, 'enter', { serial: host.serial, surface, ...at, id });
        break;
      }
      case 'dragMotion':
        if (this.#over !== undefined) host.say(device, 'motion', { time: a, ...at });
        break;
      case 'dragLeave':
        this.#dragLeaves(device);
        break;
      case 'drop':
        if (this.#over !== undefined) this.#drop(device);
        break;
      case 'offerAction': {
        const offer = pick(
          [...host.exchange.offers].filter(([, each]) => each.kind === 'drag'),
          a,
        )?.[0];
        if (host.lives.versionOf(offer ?? 0) >= 3)
          host.say(offer, 'action', { dnd_action: [0, 1, 2, 4][b % 4]! });
        break;
      }
      case 'sourceSend':
        this.#send(source, 'wl_data_source');
        this.#send(host.any('zwp_primary_selection_source_v1', a), 'zwp_primary_selection_source_v1');
        break;
      case 'sourceTarget':
        host.say(source, 'target', { mime_type: b % 2 === 0 ? null : 'text/plain' });
        break;
      case 'sourceAction':
        if (isDrag) host.say(source, 'action', { dnd_action: b % 3 });
        break;
      case 'sourceDropped':
        if (isDrag) host.say(source, 'dnd_drop_performed');
        break;
      case 'sourceFinished':
        if (isDrag) host.say(source, 'dnd_finished');
        break;
      case 'sourceCancelled':
        host.say(b % 2 === 0 ? source : host.any('zwp_primary_selection_source_v1', a), 'cancelled');
        break;
    }
  }

  /** Makes an offer of a few types. */
  #offer(device: number, type: string, n: number): number {
    const { host, lives } = this.#of;
    const id = host.newId();
    const isPrimary = type !== 'wl_data_offer';
    host.say(device, 'data_offer', { [isPrimary ? 'offer' : 'id']: id });
    for (const mimeType of ['text/plain', 'text/html'].slice(n % 3))
      host.say(id, 'offer', { mime_type: mimeType });
    if (!isPrimary && lives.versionOf(id) >= 3) host.say(id, 'source_actions', { source_actions: n % 8 });
    return id;
  }

  #drop(device: number): void {
    const offer = this.#of.exchange.offers.get(this.#over ?? 0);
    this.#over = undefined;
    if (offer?.kind === 'drag') offer.dropped = true;
    this.#of.say(device, 'drop');
  }

  #dragLeaves(device: number): void {
    if (this.#over !== undefined) this.#of.say(device, 'leave');
    this.#over = undefined;
  }

  #send(source: number, type: string): void {
    if (this.#of.lives.has(source, type))
      this.#of.say(source, 'send', { mime_type: 'text/plain', fd: someFd() });
  }

  /** A surface that may get input: no cursor. */
  #surface(n: number): number {
    const { lives, shell } = this.#of;
    return (
      pick(
        lives.of('wl_surface').filter((id) => shell.surfaces.get(id)?.role !== 'wl_pointer'),
        n,
      ) ?? 0
    );
  }

  #leave(device: number): void {
    const surface = this.#focus.get(device);
    if (surface === undefined) return;
    this.#focus.delete(device);
    const { lives } = this.#of;
    const isThere = lives.has(device, 'wl_pointer') || lives.has(device, 'wl_keyboard');
    if (!isThere || !lives.has(surface, 'wl_surface')) return;
    this.#of.say(device, 'leave', { serial: this.#of.serial, surface });
    this.#frame(device);
  }

  #frame(device: number): void {
    const { lives } = this.#of;
    if (lives.has(device, 'wl_pointer') && lives.versionOf(device) >= 5) this.#of.say(device, 'frame');
  }
}
