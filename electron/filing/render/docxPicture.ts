import { AlignmentType, ImageRun, LineRuleType, Paragraph, TableRow, type ParagraphChild, type Table } from 'docx';
import { pictureType } from '../../../db/domain/attachment';
import { imageSize } from '../../../db/domain/map/imageSize';
import type { Block } from '../document';
import { exact, sizes, twips } from './docxStyle';
import { cellOf, runsOf, tableOf, unframed } from './docxTable';
import { pictureGone, pictureSize } from './layout';

/** Bytes of a kept picture by its SHA-256, null where it is gone. */
export type PictureOf = (sha256: string) => Uint8Array | null;
/** Where a block stands: the width of its page in mm, and where pictures come from. */
export interface Place {
  width: number;
  pictureOf: PictureOf;
}
export type Image = Extract<Block, { type: 'image' }>;

const types: Readonly<Record<string, 'png' | 'jpg'>> = { 'image/png': 'png', 'image/jpeg': 'jpg' };
const pixels = (mm: number): number => Math.round((mm / 25.4) * 96);
/** An exact line height, as everywhere else, would cut a picture. */
const wholeLine = { line: 240, lineRule: LineRuleType.AUTO } as const;
/** Between two pictures, in mm. */
const between = 4;

/** Pictures side by side as many as the width holds, each over its caption. */
export function docxPictures(images: readonly Image[], { width, pictureOf }: Place): Table {
  const widest = Math.max(...images.map((image) => Math.min(image.width, width - between)));
  const perRow = Math.max(1, Math.min(images.length, Math.floor((width + between) / (widest + between))));
  const widths = Array<number>(perRow).fill(Math.floor(twips(width) / perRow));
  const rows: TableRow[] = [];
  for (let from = 0; from < images.length; from += perRow) {
    const line = widths.map((_, index) => images[from + index]);
    const row = (draw: (image: Image) => Paragraph) =>
      new TableRow({
        cantSplit: true,
        children: line.map((image, index) => cellOf([image ? draw(image) : new Paragraph({})], widths[index]!)),
      });
    rows.push(row((image) => drawing(pictureOf(image.sha256), image, width / perRow - between)));
    if (line.some((image) => image?.caption)) {
      rows.push(
        row(
          ({ caption = '' }) =>
            new Paragraph({ alignment: AlignmentType.CENTER, spacing: exact(320), children: runsOf(caption, ['song', sizes.五号]) }),
        ),
      );
    }
  }
  return tableOf(rows, widths, unframed);
}

function drawing(bytes: Uint8Array | null, { width, caption }: Image, room: number): Paragraph {
  const type = bytes && types[pictureType(bytes) ?? ''];
  const size = bytes && imageSize(bytes);
  const child: ParagraphChild[] = runsOf(pictureGone, ['song', sizes.五号]);
  if (bytes && type && size) {
    const drawn = pictureSize(size, width, room);
    const alt = { name: caption ?? '', description: caption ?? '' };
    child.splice(
      0,
      child.length,
      new ImageRun({ type, data: bytes, transformation: { width: pixels(drawn.width), height: pixels(drawn.height) }, altText: alt }),
    );
  }
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    keepNext: true,
    spacing: { ...wholeLine, before: 60, after: 60 },
    children: child,
  });
}
