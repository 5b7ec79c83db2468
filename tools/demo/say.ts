/** What the demo prints: numbered steps, and what to try next. */
let steps = 0;

export function step(text: string): void {
  steps += 1;
  console.log(`${steps}. ${text}`);
}

export function detail(text: string): void {
  console.log(`   ${text}`);
}

export function tryNext(lines: readonly (readonly [command: string, meaning: string])[]): void {
  console.log('\nTry next:');
  const width = Math.max(...lines.map(([command]) => command.length));
  for (const [command, meaning] of lines) console.log(`   ${command.padEnd(width)}   ${meaning}`);
}
