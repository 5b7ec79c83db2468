/** What X programs exchange with others in a random session: selections and drags, both ways, as the window manager asks for them. */
import type {
  DragAction,
  HostDrag,
  HostDragOut,
  SelectionKind,
} from '../../../src/peer/xwayland/exchange.js';
import type { Selections } from '../../../src/peer/xwayland/selections.js';
import { someFd } from '../fixture.js';
import { pick, type Operation } from './operation.js';

export const exchangeKinds = [
  'own',
  'disown',
  'receive',
  'startDrag',
  'startDrag',
  'nudge',
  'comeIn',
  'acceptDrag',
  'receiveDrag',
  'endDrag',
] as const;

const types = ['text/plain', 'text/html'];

export class RandomExchange {
  readonly #selections: Selections;
  /** The newest last; ended ones too. */
  readonly #dragsIn: HostDrag[] = [];
  readonly #dragsOut: HostDragOut[] = [];
  readonly #coming: (() => void)[] = [];
  /** How many drags of X programs began, and how many ended. */
  began = 0;
  ended = 0;

  constructor(selections: Selections) {
    this.#selections = selections;
    for (const kind of ['clipboard', 'primary'] as const)
      selections.listen(kind, { selectionChanged: () => undefined });
    selections.listenToDrags({
      dragEntered: (drag) => void this.#dragsIn.push(drag),
      dragMoved: () => undefined,
      dragLeft: () => undefined,
      dragDropped: () => undefined,
    });
  }

  do({ kind, a, b }: Operation<(typeof exchangeKinds)[number]>): void {
    const selection: SelectionKind = a % 2 === 0 ? 'clipboard' : 'primary';
    const drag = this.#dragsIn.at(-1 - (a % 2));
    switch (kind) {
      case 'own':
        this.#selections.own(selection, types.slice(b % 3), (_type, fd) => fd.close());
        break;
      case 'disown':
        this.#selections.disown(selection);
        break;
      case 'receive':
        this.#selections.receive(selection, types[b % 2]!, someFd());
        break;
      case 'startDrag':
        this.#start();
        break;
      case 'nudge':
        pick(this.#dragsOut, a)?.nudge();
        break;
      case 'comeIn':
        this.#coming.shift()?.();
        break;
      case 'acceptDrag':
        drag?.accept((['copy', 'move', 'ask', undefined] as readonly (DragAction | undefined)[])[b % 4]);
        break;
      case 'receiveDrag':
        drag?.receive(types[b % 2]!, someFd());
        break;
      case 'endDrag':
        drag?.end(b % 2 === 0);
        break;
    }
  }

  end(): void {
    for (const each of this.#dragsIn) each.end(false);
    for (const kind of ['clipboard', 'primary'] as const) this.#selections.disown(kind);
  }

  #start(): void {
    const drag = this.#selections.startDrag(types, {
      wentOut: () => undefined,
      cameIn: (_surface, _from, proceed) => void this.#coming.push(() => proceed({ x: 3, y: -4 })),
      targetChanged: () => undefined,
      send: (_type, fd) => fd.close(),
      ended: () => this.ended++,
    });
    if (!drag) return;
    this.began++;
    this.#dragsOut.push(drag);
  }
}
