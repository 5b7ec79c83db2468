/** X11 windows that are not rectangles, on sway: outside of them what lies beneath is seen. */
import t from 'tap';
import { openDesk } from './desk.js';
import { shaper } from './shaper.js';

const { sway, x, until, colorAt, opened } = await openDesk();
t.teardown(() => x.close());

/** Two windows, the blue one above the red one. */
async function stacked() {
  const below = await opened('Beneath', { color: 0xff0000, width: 400, height: 300 });
  const { client, id } = await opened('Shaped', { color: 0x0000ff });
  await sway.msg('[app_id="Beneath"] move position 100 100');
  await sway.msg('[app_id="Shaped"] move position 150 150');
  await until('blue above red', async () => (await colorAt(200, 200)) === '0000ff');
  return {
    client,
    id,
    shape: await shaper(client),
    close: () => [below.client, client].map((c) => c.close()),
  };
}

t.test('outside of its shape a window is clear, and where the shape grows it is seen again', async (t) => {
  const { id, shape, close } = await stacked();
  shape(id, 'bounding', [
    [0, 0, 100, 200],
    [200, 50, 50, 50],
  ]);
  await until('the hole', async () => (await colorAt(300, 300)) === 'ff0000');
  t.equal(await colorAt(160, 340), '0000ff', 'in the first part');
  t.equal(await colorAt(375, 225), '0000ff', 'in the second part');
  t.equal(await colorAt(355, 195), 'ff0000', 'above the second part');
  shape(id, 'bounding', [[0, 0, 300, 200]]);
  await until('all of it', async () => (await colorAt(300, 300)) === '0000ff');
  t.equal(await colorAt(355, 195), '0000ff');
  close();
});

t.test('what a window of a shape draws is seen, within the shape only', async (t) => {
  const { client, id, shape, close } = await stacked();
  shape(id, 'bounding', [[0, 0, 100, 200]]);
  await until('the hole', async () => (await colorAt(300, 300)) === 'ff0000');
  const gc = client.x.AllocID();
  client.x.CreateGC(gc, id, { foreground: 0x00ff00 });
  client.x.PolyFillRectangle(id, gc, [50, 0, 200, 100]);
  await until('the drawing', async () => (await colorAt(210, 160)) === '00ff00');
  t.equal(await colorAt(300, 160), 'ff0000', 'which ends with the shape');
  t.equal(await colorAt(160, 160), '0000ff', 'and the rest is as it was');
  close();
});

t.test('a program with eyes has a shape from the start, at every size', async (t) => {
  const { client } = await opened('Beneath', { color: 0xff0000, width: 700, height: 500 });
  await sway.msg('[app_id="Beneath"] move position 50 50');
  const program = x.start(['xeyes', '-shape', '-outline', 'blue', '-geometry', '300x200']);
  t.match((await x.window('XEyes')).rect, { width: 300, height: 200 }, 'of which no border is a part');
  await sway.msg('[app_id="XEyes"] move position 100 100');
  await until('the corner', async () => (await colorAt(103, 103)) === 'ff0000');
  await until('an eye', async () => (await colorAt(175, 125)) === 'ffffff');
  t.equal(await colorAt(250, 103), 'ff0000', 'between the eyes');
  await sway.msg('[app_id="XEyes"] resize set 600 400');
  await sway.msg('[app_id="XEyes"] move position 100 100');
  await until('a larger eye', async () => (await colorAt(250, 150)) === 'ffffff');
  await until('the corner of the larger one', async () => (await colorAt(110, 110)) === 'ff0000');
  t.equal(await colorAt(690, 490), 'ff0000', 'and the other corner');
  await program.stop();
  client.close();
});
