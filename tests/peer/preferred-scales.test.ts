/** Scales that a client is to draw at, where it sees things at another scale. */
import t from 'tap';
import * as fractional from '../../src/protocol/generated/fractional-scale-v1.js';
import { noLeaks } from '../support/fixture.js';
import { globals, scaled } from '../support/scaled.js';

noLeaks(t);

t.test('preferred scales are such that pixels are the host’s', async (t) => {
  for (const [factor, told, buffer] of [
    [0.75, 160, 2],
    [0.5, 240, 2],
    [1.25, 96, 1],
  ] as const) {
    const { client, host, make, surface } = scaled(factor);
    make(client.bind(fractional.wp_fractional_scale_manager_v1), 'get_fractional_scale', {
      surface: surface(),
    });
    host.say(host.idOf('wp_fractional_scale_v1'), 'preferred_scale', { scale: 120 });
    t.strictSame(client.seenOf('preferred_scale'), [{ scale: told }]);
    host.say(host.idOf('wl_surface'), 'preferred_buffer_scale', { factor: 1 });
    t.strictSame(client.seenOf('preferred_buffer_scale'), [{ factor: buffer }]);
  }
});

t.test('a whole scale is what the output’s exact one comes to, and follows it', async (t) => {
  const { client, host, surface } = scaled(0.75, {}, { ...globals, wl_output: 4, zxdg_output_manager_v1: 3 });
  const output = host.idOf('wl_output');
  host.say(output, 'mode', { flags: 1, width: 1800, height: 1200, refresh: 0 });
  host.say(output, 'scale', { factor: 2 });
  host.say(output, 'done');
  surface();
  host.say(host.idOf('wl_surface'), 'preferred_buffer_scale', { factor: 2 });
  t.strictSame(client.seenOf('preferred_buffer_scale'), [{ factor: 3 }], 'as far as wl_output says');
  host.say(host.idOf('zxdg_output_v1'), 'logical_size', { width: 1200, height: 800 });
  t.strictSame(client.seenOf('preferred_buffer_scale').slice(1), [{ factor: 2 }], '1.5 of 0.75');
});
