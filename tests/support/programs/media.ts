/** Files that programs show: generated, small, the same in every run. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../../tools/hosts/child.js';
import { plainEnvironment } from '../../../tools/hosts/host.js';
import { page } from './firefox.js';

/** Puts `clip.mkv`, `page.pdf` and `page.html` into `dir`. */
export async function makeMedia(dir: string): Promise<void> {
  writeFileSync(join(dir, 'page.pdf'), onePagePdf('decant shows this page'));
  writeFileSync(join(dir, 'page.html'), page);
  const words = `ffmpeg -loglevel error -nostdin -y -f lavfi -i testsrc2=size=320x240:rate=10:duration=1.5
    -c:v ffv1 -threads 1 -bitexact`.split(/\s+/);
  const { status, stderr } = await runCommand(words.concat(join(dir, 'clip.mkv')), plainEnvironment(dir), {
    timeoutMs: 30_000,
  });
  if (status !== 0) throw new Error(`ffmpeg: status ${status}: ${stderr}`);
}

/** A PDF of one page (ISO 32000-1, 7.5): a line of text, a filled box and a curve. ASCII only. */
export function onePagePdf(text: string): string {
  const drawing = [
    '0.85 0.92 0.98 rg 40 40 220 100 re f',
    '0.8 0.2 0.2 RG 3 w 40 160 m 110 240 190 80 260 160 c S',
    `BT /F1 18 Tf 0 g 48 90 Td (${text}) Tj ET`,
  ].join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  return `${file}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
}
