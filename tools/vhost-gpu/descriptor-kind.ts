/** What a descriptor of somebody else's is: of the compositor's, as far as it can go to a guest, or a frontend's event. */
import { fstatSync, readFileSync } from 'node:fs';

/** Memory has a size in bytes. Into a write pipe the guest may write. */
export type DescriptorKind =
  | { readonly kind: 'memory'; readonly bytes: number }
  | { readonly kind: 'write pipe' }
  | { readonly kind: 'other'; readonly what: string };

/** O_ACCMODE and O_WRONLY of open(2). */
const accessMode = 3;
const writeOnly = 1;

export function descriptorKind(fd: number): DescriptorKind {
  const status = fstatSync(fd);
  if (status.isFile()) return { kind: 'memory', bytes: status.size };
  const info = readFileSync(`/proc/self/fdinfo/${fd}`, 'latin1');
  if (status.isFIFO())
    return (fileFlags(info) & accessMode) === writeOnly
      ? { kind: 'write pipe' }
      : { kind: 'other', what: 'a pipe to read from' };
  // A dmabuf is no file of any kind; the kernel says who has made it.
  if (/^exp_name:/m.test(info)) return { kind: 'memory', bytes: status.size };
  return { kind: 'other', what: status.isSocket() ? 'a socket' : 'neither memory nor a pipe' };
}

/** Whether a queue can be told of by it: an eventfd (fs/eventfd.c says its count), or a pipe. */
export function isEvent(fd: number): boolean {
  return fstatSync(fd).isFIFO() || /^eventfd-count:/m.test(readFileSync(`/proc/self/fdinfo/${fd}`, 'latin1'));
}

function fileFlags(info: string): number {
  return Number.parseInt(/^flags:\s*([0-7]+)$/m.exec(info)?.[1] ?? '0', 8);
}
