/** Finds the DRM node that leads to the host, and says of each that does not why. Looks only: no context is made. */
import { existsSync } from 'node:fs';
import { StartError, isSystemError, reasonOf } from '../../errors.js';
import type { VirtgpuDevice } from '../../native/addon.js';
import { openNode, type OpenNode } from './node.js';
import { capabilitySet, capabilitySetsParameter, channelType } from './protocol.js';

/** Numbers of virtgpu_drm.h, and what it means when one is missing. */
const parameters: readonly (readonly [number, string])[] = [
  [1, 'it has no 3D features: the virtual machine monitor offers a virtio-gpu for scan-out only'],
  [2, 'its capability sets cannot be asked for: the kernel is too old'],
  [3, 'it has no blob resources: the kernel is older than 5.11, or the monitor was started without blobs'],
  [4, 'it has no host-visible memory: the monitor gives the device no memory window'],
  [6, 'it has no context_init: the kernel is older than 5.16, or the host has not enabled it'],
  [7, 'it does not say which capability sets it has: the kernel is older than 5.16'],
];
const driverName = 'virtio_gpu';

const numbers = (from: number): number[] => Array.from({ length: 64 }, (_, i) => from + i);
/** Render nodes first: more users may open them. */
const nodePaths = (folder: string): string[] => [
  ...numbers(128).map((i) => `${folder}/renderD${i}`),
  ...numbers(0).map((i) => `${folder}/card${i}`),
];

/** Nodes, and why one does not serve, if it does not. */
export interface Finding {
  readonly path: string;
  readonly problem: string | undefined;
}

/** All DRM nodes that there are. */
export function nodesIn(folder = '/dev/dri'): string[] {
  return nodePaths(folder).filter((path) => existsSync(path));
}

/** All DRM nodes, up to the first that serves. */
export function searchNodes(folder = '/dev/dri', open: OpenNode = openNode): Finding[] {
  const findings: Finding[] = [];
  for (const path of nodesIn(folder)) {
    const finding = { path, problem: problemOf(path, open) };
    findings.push(finding);
    if (finding.problem === undefined) break;
  }
  return findings;
}

/** The path of the node that serves. Throws `StartError`, which says of each why it does not. */
export function findNode(folder = '/dev/dri', open: OpenNode = openNode): string {
  const findings = searchNodes(folder, open);
  const found = findings.find(({ problem }) => problem === undefined);
  if (found) return found.path;
  if (findings.length === 0) throw new StartError(`no virtio-gpu channel: there is no DRM node in ${folder}`);
  throw new StartError(`no virtio-gpu channel: ${findings.map(findingText).join('; ')}`);
}

/** The same of a node that was named (`--drm-device`). */
export function checkNode(path: string, open: OpenNode = openNode): string {
  const problem = existsSync(path) ? problemOf(path, open) : 'it is not there';
  if (problem === undefined) return path;
  throw new StartError(`no virtio-gpu channel: --drm-device=${path}: ${problem}`);
}

/** For people. */
export function findingText({ path, problem }: Finding): string {
  return problem === undefined ? `${path} leads to the host` : `${path}: ${problem}`;
}

/** Why the node at `path` cannot be the channel, in plain words; `undefined` if it can. */
export function problemOf(path: string, open: OpenNode = openNode): string | undefined {
  let device: VirtgpuDevice;
  try {
    device = open(path);
  } catch (error) {
    const denied = isSystemError(error) && (error.code === 'EACCES' || error.code === 'EPERM');
    return denied ? 'this user may not open it; who may is usually in group render' : reasonOf(error);
  }
  try {
    return problemOfDevice(device);
  } catch (error) {
    return isSystemError(error) && error.code === 'ENOTTY' ? 'it is no DRM node' : reasonOf(error);
  } finally {
    device.close();
  }
}

function problemOfDevice(device: VirtgpuDevice): string | undefined {
  const driver = device.driver();
  if (driver !== driverName) return `its driver is ${driver}, not ${driverName}`;
  for (const [number, problem] of parameters) if (!device.parameter(number)) return problem;
  const sets = device.parameter(capabilitySetsParameter) ?? 0;
  if ((sets & (1 << capabilitySet)) === 0)
    return 'it has no capability set 5: the virtual machine monitor was started without cross-domain';
  const [, channels] = device.capabilities(capabilitySet);
  return (channels & (1 << channelType.wayland)) === 0
    ? 'its cross-domain set has no Wayland channel: the monitor was started without a Wayland socket'
    : undefined;
}
