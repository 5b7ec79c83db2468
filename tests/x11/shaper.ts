/** The SHAPE requests by which programs give their windows shapes, which the product has no use for. */
import type { ShapeExtension } from 'x11';
import type { TestXClient } from './x-client.js';

type Rectangle = readonly [x: number, y: number, width: number, height: number];

type Shapes = ShapeExtension & {
  Rectangles(
    op: number,
    kind: number,
    window: number,
    x: number,
    y: number,
    rectangles: readonly Rectangle[],
  ): void;
};

export const shapeKind = { bounding: 0, input: 2 } as const;

/** Gives windows of `client`'s shapes of one of these kinds. */
export async function shaper({ x }: TestXClient) {
  const shapes = await new Promise<Shapes>((resolve, reject) => {
    x.require('shape', (error, found) => (error ? reject(error) : resolve(found as Shapes)));
  });
  return (window: number, kind: keyof typeof shapeKind, rectangles: readonly Rectangle[]): void =>
    shapes.Rectangles(0, shapeKind[kind], window, 0, 0, rectangles);
}
