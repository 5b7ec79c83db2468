/** What this machine has that decant could use: device nodes and programs. Looks only; opens nothing for longer. */
import { spawnSync } from 'node:child_process';
import { accessSync, closeSync, constants, openSync } from 'node:fs';
import { openNode } from '../channel/virtgpu/node.js';
import { findingText, nodesIn, searchNodes } from '../channel/virtgpu/search.js';
import type { ChannelName } from '../drivers/choice.js';
import { isSystemError, reasonOf } from '../errors.js';

/** One sentence about the virtwl device at `path`. */
export function virtwlSentence(path: string): string {
  const problem = accessProblem(path);
  return problem === undefined ? `${path} is there and may be opened.` : `${path}: ${problem}.`;
}

/**
 * Each DRM node and what it is, with what it is as the way to a virtual machine's host, or one sentence that there is none.
 * `channel`: what is used; else a node that serves comes with a hint.
 */
export function drmSentences(channel: ChannelName): string[] {
  const nodes = nodesIn();
  if (nodes.length === 0) return [`There is no DRM node in /dev/dri: no GPU, or none that is let in here.`];
  const sentences = nodes.map((path) => `${path}: ${accessProblem(path) ?? `driver ${driverOf(path)}`}.`);
  const findings = searchNodes();
  const hint = channel === 'virtgpu' ? '' : '; --virtgpu-channel uses it';
  return [
    ...sentences,
    ...findings.map((finding) => {
      const isWay = finding.problem === undefined;
      return `As a virtio-gpu channel, ${findingText(finding)}${isWay ? hint : ''}.`;
    }),
  ];
}

/** One sentence about Xwayland. */
export function xwaylandSentence(program: string): string {
  const { error, stdout, stderr } = spawnSync(program, ['-version'], { encoding: 'utf8', timeout: 5000 });
  if (error)
    return `Xwayland is not installed (${program}: ${'code' in error ? String(error.code) : error.message}).`;
  const version = /Version ([0-9.]+)/.exec(`${stdout}${stderr}`)?.[1] ?? 'of unknown version';
  return `Xwayland ${version} is installed, for X11 programs (-X).`;
}

function accessProblem(path: string): string | undefined {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    closeSync(openSync(path, 'r+'));
    return undefined;
  } catch (error) {
    const code = isSystemError(error) ? error.code : 'unknown error';
    return code === 'ENOENT' ? 'is not there' : code === 'EACCES' ? 'may not be opened by this user' : code;
  }
}

/** What drives a node that may be opened: asked of the node itself. */
function driverOf(path: string): string {
  try {
    const node = openNode(path);
    try {
      return node.driver();
    } finally {
      node.close();
    }
  } catch (error) {
    return `unknown (${reasonOf(error)})`;
  }
}
