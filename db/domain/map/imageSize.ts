import { exifOf, isJpg } from './exif';

export interface Size {
  width: number;
  height: number;
}

/** Size in pixels of a png or jpg as it is shown, turned as its camera says; undefined for anything else or what is cut off. */
export function imageSize(bytes: Uint8Array): Size | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const size =
      view.getUint32(0) === 0x89504e47 ? pngSize(view) : isJpg(bytes) ? jpgSize(view, exifOf(bytes).orientation >= 5) : undefined;
    return size && size.width > 0 && size.height > 0 ? size : undefined;
  } catch (cause) {
    if (cause instanceof RangeError) return undefined;
    throw cause;
  }
}

const pngSize = (view: DataView): Size => ({ width: view.getUint32(16), height: view.getUint32(20) });

/** Segments up to the start of frame (SOF), which holds the size; a picture may lie on its side. */
function jpgSize(view: DataView, turned: boolean): Size | undefined {
  for (let at = 2; ; at += 2 + view.getUint16(at + 2)) {
    while (view.getUint16(at) === 0xffff) at += 1;
    const marker = view.getUint16(at);
    if (marker < 0xffc0) return undefined;
    const isFrame = marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (isFrame) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
      return turned ? { width: height, height: width } : { width, height };
    }
  }
}
