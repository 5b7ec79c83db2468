/** The table of scaled arguments is complete, and true of the tables of messages. */
import t from 'tap';
import type { ArgSchema } from '../../src/protocol/schema.js';
import { allInterfaces } from '../../src/protocol/generated/index.js';
import { treatments } from '../../src/peer/scaling/table.js';

/** Numbers that have a name as coordinates have. */
const coordinate =
  /^(x|y|[a-z]+_[xy]|[xy][12]|[xy]_.*|dx|dy|d[xy]_.*|[a-z_]*width|[a-z_]*height|left|right|top|bottom|(top|bottom)_(left|right)|[a-z_]*scale(_.*)?|factor|size|zone|radius|major|minor|hotspot.*|offset.*|.*extent|length|distance|value|resolution)$/;

const isCoordinateLike = ({ type, name }: ArgSchema): boolean =>
  type === 'fixed' || ((type === 'int' || type === 'uint') && coordinate.test(name));

const messages = allInterfaces.flatMap((table) =>
  [...table.requests, ...table.events].map(({ name, args }) => ({
    interface: table.name,
    name: `${table.name}.${name}`,
    args,
  })),
);

t.test('every message with an argument that could be a coordinate is listed', (t) => {
  const unlisted = messages.filter(
    ({ name, args, interface: owner }) =>
      args.some(isCoordinateLike) && !(name in treatments) && !(owner in treatments),
  );
  t.strictSame(
    unlisted.map(({ name }) => name),
    [],
  );
  t.end();
});

t.test('what is listed exists, and its arguments are numbers of the right kind', (t) => {
  for (const [key, treatment] of Object.entries(treatments)) {
    const found = messages.filter(({ name, interface: owner }) => name === key || owner === key);
    t.ok(
      found.some(({ args }) => args.some(isCoordinateLike)),
      key,
    );
    const named = Object.values(treatment)
      .filter((value) => Array.isArray(value))
      .flat() as string[];
    const wanted = 'rect' in treatment ? ['x', 'y', 'width', 'height'] : named;
    const types = 'fixed' in treatment ? ['fixed'] : ['int', 'uint'];
    for (const name of wanted)
      t.ok(
        found[0]?.args.some((arg) => arg.name === name && types.includes(arg.type)),
        `${key}: ${name}`,
      );
  }
  t.end();
});
