import { AlignmentType, ImageRun, LineRuleType, Paragraph, TableRow, type ParagraphChild, type Table } from 'docx';
import { pictureType } from '../../../db/domain/attachment';
import { exifOf } from '../../../db/domain/map/exif';
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

/** How Word turns a picture that its camera held otherwise than upright, by the orientation that it wrote down (EXIF 2.3, tag 0x0112). */
const turns: Readonly<Record<number, { rotation?: number; flip?: { horizontal?: boolean; vertical?: boolean } }>> = {
  2: { flip: { horizontal: true } },
  3: { rotation: 180 },
  4: { flip: { vertical: true } },
  5: { rotation: 270, flip: { horizontal: true } },
  6: { rotation: 90 },
  7: { rotation: 90, flip: { horizontal: true } },
  8: { rotation: 270 },
};

function drawing(bytes: Uint8Array | null, { width, caption }: Image, room: number): Paragraph {
  const type = bytes && types[pictureType(bytes) ?? ''];
  const size = bytes && imageSize(bytes);
  const child: ParagraphChild[] = runsOf(pictureGone, ['song', sizes.五号]);
  let beside = 0;
  if (bytes && type && size) {
    const { orientation } = exifOf(bytes);
    const lies = orientation >= 5;
    // The place of a picture that lies is as it lies: it stands over it above and below, and is not wider than the room either way.
    const drawn = pictureSize(size, width, lies ? Math.min(room, (room * size.width) / size.height) : room);
    beside = lies ? Math.max(0, (drawn.height - drawn.width) / 2) : 0;
    const [across, down] = lies ? [drawn.height, drawn.width] : [drawn.width, drawn.height];
    const alt = { name: caption ?? '', description: caption ?? '' };
    const transformation = { width: pixels(across), height: pixels(down), ...turns[orientation] };
    child.splice(0, child.length, new ImageRun({ type, data: bytes, transformation, altText: alt }));
  }
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    keepNext: true,
    spacing: { ...wholeLine, before: 60 + twips(beside), after: 60 + twips(beside) },
    children: child,
  });
}
