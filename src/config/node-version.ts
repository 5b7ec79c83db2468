/** Which Nodes run decant. Says so before anything else is loaded that an older one could not even read. */

const least = [20, 19] as const;

/** What is wrong with that `process.version`, `undefined` if nothing is. */
export function problemWithNode(version: string): string | undefined {
  const [major = 0, minor = 0] = version.replace('v', '').split('.').map(Number);
  const fits = major > least[0] || (major === least[0] && minor >= least[1]);
  return fits ? undefined : `Node ${version} is too old, ${least.join('.')} or later is needed`;
}
