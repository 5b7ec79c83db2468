/** What a test has to know of a real X program, and what a user does with it. `small.ts` and `large.ts` list them. */
import type { Program } from '../programs/program.js';

/** What a user does, in pixels of the program's main window. */
export interface User {
  moveTo(x: number, y: number): Promise<void>;
  click(x: number, y: number): Promise<void>;
  press(x: number, y: number): Promise<void>;
  release(): Promise<void>;
  /** Does something while a modifier is down. */
  holding(modifier: string, body: () => Promise<void>): Promise<void>;
  type(text: string): Promise<void>;
}

export interface Step {
  /** What comes of it, as the end of a sentence. */
  readonly what: string;
  act(user: User): Promise<void>;
  /** Set when a window of that title comes. */
  readonly opens?: RegExp;
  /** Set when its picture is not the same in every run: it changes, and that is all. */
  readonly moves?: true;
  /** Set where sway's own Xwayland fails: its picture is nothing to go by. */
  readonly alone?: true;
  /** Looked at afterwards. */
  readonly holds?: (home: string) => boolean;
}

export type XProgram = Pick<Program, 'name' | 'picture' | 'settleMs' | 'needsBus' | 'env' | 'prepare'> & {
  /** WM_CLASS's second word: the app id. */
  readonly app: string;
  readonly title: RegExp;
  /** Played on sway; weston has no seat. */
  readonly story: readonly Step[];
  /**
   * Set when its picture depends on where X has the pointer before it has ever been over a window: always, or when the window
   * becomes active again.
   */
  readonly sensesPointer?: 'always' | 'activated';
  /** Set when weston may place it partly outside: its windows come in no certain order, and are nearly as high as the output. */
  readonly placedAnywhere?: true;
  /** Pixels that differ where its window was never active: a caret that is drawn when the focus goes. */
  readonly caretPixels?: number;
  /** Set when it draws its own frame. */
  readonly ownFrame?: true;
};
