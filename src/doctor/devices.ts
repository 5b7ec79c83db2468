/** What this machine has that decant could use: device nodes and programs. Looks only; opens nothing for longer. */
import { spawnSync } from 'node:child_process';
import { accessSync, closeSync, constants, openSync, readdirSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { findingText, searchNodes } from '../channel/virtgpu/search.js';
import { isSystemError } from '../errors.js';

/** One sentence about the virtwl device at `path`. */
export function virtwlSentence(path: string): string {
  const problem = accessProblem(path);
  return problem === undefined ? `${path} is there and may be opened.` : `${path}: ${problem}.`;
}

/** One sentence per DRM node, or one that says there is none. */
export function drmSentences(folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => /^(renderD|card)[0-9]+$/.test(name));
  } catch {
    names = [];
  }
  if (names.length === 0) return [`There is no DRM node in ${folder}: no GPU, or none that is let in here.`];
  return names.toSorted().map((name) => {
    const path = `${folder}/${name}`;
    return `${path}: driver ${driverOf(name)}, ${accessProblem(path) ?? 'may be opened'}.`;
  });
}

/** One sentence per DRM node that says whether it is the way to a virtual machine's host, up to the first that is. */
export function virtgpuSentences(): string[] {
  return searchNodes().map((finding) => `As a virtio-gpu channel, ${findingText(finding)}.`);
}

/** One sentence about Xwayland. */
export function xwaylandSentence(program: string): string {
  const { error, stdout, stderr } = spawnSync(program, ['-version'], { encoding: 'utf8', timeout: 5000 });
  if (error)
    return `Xwayland is not installed (${program}: ${'code' in error ? String(error.code) : error.message}).`;
  const version = /Version ([0-9.]+)/.exec(`${stdout}${stderr}`)?.[1] ?? 'of unknown version';
  return `Xwayland ${version} is installed, for X11 programs (-X) where nothing has to be copied.`;
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

function driverOf(node: string): string {
  try {
    return basename(readlinkSync(`/sys/class/drm/${node}/device/driver`));
  } catch {
    return 'unknown';
  }
}
