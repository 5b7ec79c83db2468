/**
 * What windows are called to the host: titles behind a tag, application ids by the scheme of `--application-id` and
 * `--vm-identifier`. Pure.
 */
import type { IdentityConfig } from '../config/config.js';
import type { X11IdKind } from './xwayland/windows.js';

/** libwayland takes no message over 4096 bytes; the rest is for headers and whatever stands beside the text. */
const maxBytes = 3900;

export function titleFor({ tag }: IdentityConfig, title: string): string {
  return shortened(`${tag}${title}`);
}

/** Whether any title or id is another to the host than the client has said. */
export function changesNames({ tag, applicationId, vmIdentifier }: IdentityConfig): boolean {
  return tag !== '' || applicationId !== undefined || vmIdentifier !== undefined;
}

/** Whether windows get an application id even if the client names none. */
export function namesAll({ applicationId }: IdentityConfig): boolean {
  return applicationId !== undefined;
}

/** What an id of the client's is: a Wayland program's own, or an X11 program's. */
export type IdKind = 'wayland' | X11IdKind;

/** Numbers that mean something only to one who knows whose they are: to others it is an empty id, not none, since hosts list it then. */
const numbers: ReadonlySet<IdKind> = new Set(['wmclientleader', 'xid']);

/** The id of a window that the client calls `id`; sommelier's scheme, by which ChromeOS knows guests' windows. */
export function applicationIdFor(
  { applicationId, vmIdentifier }: IdentityConfig,
  id: string,
  kind: IdKind,
): string {
  if (applicationId !== undefined) return applicationId;
  if (vmIdentifier === undefined) return numbers.has(kind) ? '' : id;
  return shortened(`org.chromium.guest_os.${vmIdentifier}.${kind}.${id}`);
}

/** Cut between characters where a message must end. */
function shortened(text: string): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= maxBytes) return text;
  let end = maxBytes;
  while ((bytes[end]! & 0xc0) === 0x80) end--;
  return bytes.toString('utf8', 0, end);
}
