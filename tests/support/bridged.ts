/** A peer whose host lacks what is served in its stead. */
import type { BridgeName, ViewConfig } from '../../src/config/config.js';
import { allInterfaces } from '../../src/protocol/generated/index.js';
import type { Args } from '../../src/wire/reader.js';
import type { OwnedFd } from '../../src/native/fd.js';
import { fixture, type Fixture } from './fixture.js';

export interface Bridged extends Fixture {
  /** A new object of the client's, by a request that names it. */
  make(from: number, request: string, args?: Args<OwnedFd>, name?: string): number;
  /** The version of a global that the client is offered, `undefined` if it is not. */
  offered(interfaceName: string): number | undefined;
  /** Arguments of the last message of that name that the host has seen. */
  last(message: string): Args<OwnedFd> | undefined;
  /** The same of the client. */
  told(message: string): Args<OwnedFd> | undefined;
}

interface Options {
  readonly off?: readonly BridgeName[];
  readonly view?: Partial<ViewConfig>;
  readonly hidden?: Readonly<Record<string, string>>;
}

/** A host with these globals that has said all that it has; the client has a registry. */
export function bridged(
  globals: Readonly<Record<string, number>>,
  { off = [], view = {}, hidden = {} }: Options = {},
): Bridged {
  const extensions = allInterfaces.filter(({ name }) => !/^wl_(?!drm$)/.test(name));
  const made = fixture({ tables: extensions, globals, withoutBridges: off, view, notOffered: hidden });
  const { client, host } = made;
  client.getRegistry();
  host.answerSyncs();
  return {
    ...made,
    make(from, request, args = {}, name = 'id') {
      const id = client.newId();
      client.say(from, request, { ...args, [name]: id });
      return id;
    },
    offered: (interfaceName) => client.globals().find((each) => each.interface === interfaceName)?.version,
    last: (message) => host.seenOf(message).at(-1),
    told: (message) => client.seenOf(message).at(-1),
  };
}
