/**
 * The objects of one connection as libwayland's end of it would know them: which live, at which version, and which were
 * destroyed. Throws where the peer names one that it must not, or says what that version does not have. What the test says is
 * checked as well, so that no host or client is played that there cannot be.
 */
import { allInterfaces } from '../../src/protocol/generated/index.js';
import type { InterfaceSchema, MessageSchema } from '../../src/protocol/schema.js';
import type { AnyNewId } from '../../src/wire/reader.js';
import type { FakeEnd, Seen } from './fake-end.js';

interface Life {
  readonly type: string;
  readonly version: number;
  /** Destroyed, and not deleted (`wl_display.delete_id`). */
  ended: boolean;
}

const tables: ReadonlyMap<string, InterfaceSchema> = new Map(allInterfaces.map((each) => [each.name, each]));

export class ObjectLives {
  readonly #hears: 'requests' | 'events';
  readonly #lives = new Map<number, Life>([[1, { type: 'wl_display', version: 1, ended: false }]]);

  /** `hears`: what the peer says to `end`. */
  constructor(end: FakeEnd, hears: 'requests' | 'events') {
    this.#hears = hears;
    const says = hears === 'requests' ? 'events' : 'requests';
    const [seen, said] = [end.onSeen, end.onSaid];
    end.onSeen = (each) => {
      this.#follow(each, hears);
      seen(each);
    };
    end.onSaid = (each) => {
      this.#follow(each, says);
      said(each);
    };
  }

  /** Whether it lives, as an object of that interface. */
  has(id: number, type: string): boolean {
    const life = this.#lives.get(id);
    return life?.type === type && !life.ended;
  }

  /** Whether it lives, as whatever. */
  isThere(id: number): boolean {
    return this.#lives.get(id)?.ended === false;
  }

  /** All that live of an interface, the oldest first. */
  of(type: string): number[] {
    return [...this.#lives].filter(([, life]) => life.type === type && !life.ended).map(([id]) => id);
  }

  versionOf(id: number): number {
    return this.#lives.get(id)?.version ?? 0;
  }

  /** Those that were destroyed and wait for `delete_id`. */
  get deletable(): number[] {
    return [...this.#lives].filter(([id, life]) => id > 0 && life.ended).map(([id]) => id);
  }

  /** How many there are of each interface, destroyed ones too. */
  count(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { type } of this.#lives.values()) counts[type] = (counts[type] ?? 0) + 1;
    return counts;
  }

  #follow(said: Seen, kind: 'requests' | 'events'): void {
    const { id, interface: type, message: name, args } = said;
    const life = this.#lives.get(id | 0);
    const message = tables.get(type)![kind].find((each) => each.name === name)!;
    const wrong = (what: string): never => {
      throw new Error(`${this.#hears === kind ? '' : 'the test: '}${type}#${id >>> 0}.${name}: ${what}`);
    };
    if (!life) return wrong('there is no such object');
    // Events may have been under way when a client destroyed what they are for.
    const mayBeLate = kind === 'events' && this.#hears === 'events';
    if (life.ended && (!mayBeLate || type === 'wl_callback')) wrong('it was destroyed before');
    if (message.since > life.version) wrong(`version ${life.version} has none`);
    this.#arguments(said, message, mayBeLate, wrong);
    if (type === 'wl_display' && name === 'delete_id') this.#delete(args['id'] as number, wrong);
    if (message.destructor) this.#end(id);
  }

  #arguments(
    { id: target, args }: Seen,
    message: MessageSchema,
    mayBeLate: boolean,
    wrong: (what: string) => never,
  ): void {
    const version = this.versionOf(target | 0);
    for (const arg of message.args) {
      const value = args[arg.name] as number;
      if (arg.type === 'new_id') {
        const {
          id,
          interface: type,
          version: of,
        } = arg.interface
          ? { id: value, interface: arg.interface, version }
          : (args[arg.name] as unknown as AnyNewId);
        if (this.#lives.has(id | 0)) wrong(`id ${id} is in use`);
        this.#lives.set(id | 0, { type, version: of, ended: false });
      }
      if (arg.type !== 'object') continue;
      const object = this.#lives.get(value | 0);
      if (value === 0 && arg.nullable) continue;
      if (!object) return wrong(`${arg.name} ${value} is no object`);
      if (arg.interface && object.type !== arg.interface) wrong(`${arg.name} is a ${object.type}`);
      if (object.ended && !mayBeLate) wrong(`${arg.name} ${value} was destroyed before`);
    }
  }

  #delete(id: number, wrong: (what: string) => never): void {
    const life = this.#lives.get(id | 0);
    // Callbacks end with what they were asked for.
    if (life?.ended !== true && life?.type !== 'wl_callback') wrong(`${id} was not destroyed`);
    this.#lives.delete(id | 0);
  }

  /** The host's own ids are free at once. */
  #end(id: number): void {
    if (id < 0) this.#lives.delete(id);
    else this.#lives.get(id)!.ended = true;
  }
}
