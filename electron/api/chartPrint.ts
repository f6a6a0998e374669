import { z } from 'zod';
import { isoDate } from '../../db/domain/field';
import { boxWidth, chartKinds, layOut, lineHeight, type ChartPicture } from '../../db/domain/organization/chart';
import { chartOn } from '../../db/query/chart';
import { htmlPage } from '../filing/render/html';
import { paperStyle } from '../filing/render/htmlStyle';
import { escape } from '../filing/render/htmlTable';
import { fontUrls } from '../fonts';
import { safeFileName } from '../workspace/file';
import { copyTo } from './paper';
import { task } from './procedure';

/** Prints a chart on one page, A4 or A3 landscape; `file` empty asks the user where. */
export const print = task(
  z.object({ day: isoDate.optional(), kind: z.enum(chartKinds), size: z.enum(['A4', 'A3']).default('A3'), file: z.string().max(2000) }),
  async (scene, { day = scene.today, kind, size, file }) => {
    const picture = scene.db.snapshot(() => layOut(chartOn(scene.db, day, kind)));
    scene.progress(undefined, 'render');
    const margins = { top: 10, right: 10, bottom: 10, left: 10 };
    const bytes = await scene.shell.printPdf(chartHtml(picture, day, size), {
      paper: { size, orientation: 'landscape', margins },
      tagged: false,
    });
    return { file: await copyTo(scene, file, safeFileName(`${picture.title} ${day}.pdf`), bytes) };
  },
);

/** The chart fills what the title leaves of the page; small charts are not blown up beyond the size of a book's print. */
function chartHtml({ title, width, height, boxes, strokes }: ChartPicture, day: string, size: 'A4' | 'A3'): string {
  const [across, down] = size === 'A3' ? [398, 252] : [275, 165];
  const scale = Math.min(across / width, down / height, 0.42);
  const lines = strokes.map(({ x1, y1, x2, y2 }) => `<path d="M${x1} ${y1}L${x2} ${y2}"/>`).join('');
  const drawn = boxes
    .map(({ x, y, height: tall, lines: words }) => {
      const texts = words.map(
        (line, at) =>
          `<text x="${x + boxWidth / 2}" y="${y + 6 + lineHeight * (at + 0.75)}"${at === 0 ? ' class="head"' : ''}>${escape(line)}</text>`,
      );
      return `<rect x="${x}" y="${y}" width="${boxWidth}" height="${tall}"/>${texts.join('')}`;
    })
    .join('');
  const style = `${paperStyle(fontUrls)}
@page{size:${size} landscape;margin:10mm}
h1{font:22pt PaperTitle,serif;text-align:center;margin:0 0 2mm}
p{font:11pt PaperSong,serif;text-align:center;margin:0 0 5mm}
svg{display:block;margin:0 auto}
path{stroke:#333;stroke-width:1;fill:none}
rect{fill:#fff;stroke:#333;stroke-width:1}
text{font:12px PaperSong,serif;text-anchor:middle}
.head{font-family:PaperHei,sans-serif}`;
  return htmlPage(
    title,
    style,
    `<h1>${escape(title)}</h1><p>${day}</p><svg width="${width * scale}mm" height="${height * scale}mm" viewBox="-1 -1 ${width + 2} ${height + 2}">${lines}${drawn}</svg>`,
  );
}
