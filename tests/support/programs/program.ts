/** What a test has to know of a real program to run it reproducibly. `catalogue.ts` lists them. */
import type { Host } from '../../../tools/hosts/host.js';

/** Where a program may put its files, and where the shared media are. */
export interface Place {
  /** The program's private home; empty at first. */
  readonly home: string;
  /** Generated once for a test run: `clip.mkv`, `page.pdf`, `page.html`. */
  readonly media: string;
}

export interface Program {
  readonly name: string;
  /** Hosts that have what it needs; style: foot wants a seat, for one. */
  readonly hosts: readonly Host['name'][];
  /** `still`: its picture comes to rest and is the same in every run. `moving`: it never rests. */
  readonly picture: 'still' | 'moving';
  /** For how long a still picture must not change to count as finished, milliseconds. */
  readonly settleMs: number;
  /** Set when it wants a session bus: it gets one of its own, from which nothing can be activated. */
  readonly needsBus?: true;
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Its app id, if sway must map it on a hidden workspace: sway 1.7 holds the buffer that a new window shows until the
   * window has drawn in its tile's size, and a client that owns just two buffers then aborts, decant or not.
   */
  readonly hiddenOnSway?: string;
  /** Writes its files into the home and returns its command line. */
  prepare(place: Place): readonly string[];
}
