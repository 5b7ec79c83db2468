/** A program that makes windows and destroys them until it is ended: `node window-flood.js waits`, or not before each end. */
import { TestXClient } from './x-client.js';

const atOnce = 50;
const waits = process.argv[2] === 'waits';
const client = await TestXClient.open(process.env['DISPLAY']!);
for (;;) {
  const ids = Array.from({ length: atOnce }, (_, i) => {
    const overrideRedirect = i % 2 === 0;
    const id = client.create({ x: i, y: i, width: 40 + i, height: 40, color: i, overrideRedirect });
    client.x.MapWindow(id);
    return id;
  });
  if (waits) await client.sync();
  for (const id of ids) client.x.DestroyWindow(id);
  await client.sync();
}
