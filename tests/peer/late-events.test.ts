/** Events for objects that the client has just destroyed: no handler sees them. */
import t from 'tap';
import { defineHandler } from '../../src/peer/handler.js';
import { wl_compositor } from '../../src/protocol/generated/wayland.js';
import { fixture, noLeaks, someFd } from '../support/fixture.js';
import { globals, scaled } from '../support/scaled.js';
import { decant_probe } from '../support/test-protocol.js';
import { twoOutputs } from '../support/two-outputs.js';

noLeaks(t);

t.test('a handler is told nothing of an object after its client has destroyed it', async (t) => {
  const told: string[] = [];
  const { client, host } = fixture({
    handlers: [
      defineHandler(decant_probe, {
        events: {
          text: (_target, { text }) => void told.push(text),
          pass: () => void told.push('pass'),
          offer: () => void told.push('offer'),
        },
        rawEvents: {
          numbers: () => {
            told.push('numbers');
            return true;
          },
        },
      }),
    ],
  });
  client.bind(decant_probe);
  const made = client.newId();
  client.say(client.idOf('decant_probe'), 'make', { id: made });
  const id = host.idOf('decant_probe');
  const everything = (): void => {
    host.say(id, 'text', { text: 'text', maybe: null });
    host.say(id, 'pass', { fd: someFd() });
    host.say(id, 'offer', { id: host.newId() });
    host.say(id, 'numbers', { int: 1, uint: 2, fixed: 3 });
  };
  everything();
  t.strictSame(told.splice(0), ['text', 'pass', 'offer', 'numbers'], 'control');
  client.say(made, 'destroy');
  const [seen, offered] = [client.seen.length, host.idOf('decant_probe')];
  everything();
  t.strictSame(told, []);
  host.say(host.idOf('decant_probe'), 'bytes', { bytes: new Uint8Array(4) });
  t.equal(client.seen.length, seen, 'nor the client, of what came of it');
  t.not(host.idOf('decant_probe'), offered, 'control: something did');
  t.equal(client.strayFds, 0);
});

t.test('a scale that came too late for a surface is told to nobody', async (t) => {
  const { client, host, make, surface } = scaled(
    0.75,
    {},
    { ...globals, wl_output: 4, zxdg_output_manager_v1: 3 },
  );
  const output = host.idOf('wl_output');
  host.say(output, 'mode', { flags: 1, width: 1800, height: 1200, refresh: 0 });
  host.say(output, 'scale', { factor: 2 });
  host.say(output, 'done');
  const gone = surface();
  const id = host.idOf('wl_surface');
  client.say(gone, 'destroy');
  host.say(id, 'preferred_buffer_scale', { factor: 2 });
  host.deleteId(id);
  const region = make(client.idOf('wl_compositor'), 'create_region');
  t.equal(region, gone, 'control: another object has its id');
  host.say(host.idOf('zxdg_output_v1'), 'logical_size', { width: 1200, height: 800 });
  t.strictSame(
    client.seen.filter(({ message }) => message === 'preferred_buffer_scale'),
    [],
  );
});

t.test('a surface does not have the output that one before it with its id was told of late', async (t) => {
  const { client, host, make, enter, second, first, surface, show, last } = twoOutputs();
  const gone = surface();
  const id = host.idOf('wl_surface');
  client.say(gone, 'destroy');
  host.say(id, 'enter', { output: second });
  host.deleteId(id);
  const next = make(client.idOf(wl_compositor.name), 'create_surface');
  t.equal(next, gone, 'control');
  enter(first, host.idOf('wl_surface'));
  show(next, 400, 300);
  t.strictSame(last('set_destination'), { width: 400, height: 300 }, 'on the first output a pixel is a unit');
});
