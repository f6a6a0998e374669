export interface Size {
  width: number;
  height: number;
}

/** Size in pixels of a png or jpg as it is shown, turned as its camera says; undefined for anything else or what is cut off. */
export function imageSize(bytes: Uint8Array): Size | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const size = view.getUint32(0) === 0x89504e47 ? pngSize(view) : view.getUint16(0) === 0xffd8 ? jpgSize(view) : undefined;
    return size && size.width > 0 && size.height > 0 ? size : undefined;
  } catch (cause) {
    if (cause instanceof RangeError) return undefined;
    throw cause;
  }
}

const pngSize = (view: DataView): Size => ({ width: view.getUint32(16), height: view.getUint32(20) });

/** Segments up to the start of frame (SOF), which holds the size; APP1 may say that the picture lies on its side. */
function jpgSize(view: DataView): Size | undefined {
  let turned = false;
  for (let at = 2; ; at += 2 + view.getUint16(at + 2)) {
    while (view.getUint16(at) === 0xffff) at += 1;
    const marker = view.getUint16(at);
    if (marker < 0xffc0) return undefined;
    if (marker === 0xffe1) turned = turned || isTurned(view, at + 4);
    const isFrame = marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (isFrame) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
      return turned ? { width: height, height: width } : { width, height };
    }
  }
}

/** Orientation (tag 0x0112) of the Exif data of a jpg: 5 to 8 lie on their side. */
function isTurned(view: DataView, start: number): boolean {
  if (view.getUint32(start) !== 0x45786966) return false;
  const tiff = start + 6;
  const little = view.getUint16(tiff) === 0x4949;
  const directory = tiff + view.getUint32(tiff + 4, little);
  const entries = view.getUint16(directory, little);
  for (let entry = 0; entry < entries; entry += 1) {
    const at = directory + 2 + entry * 12;
    if (view.getUint16(at, little) === 0x0112) return view.getUint16(at + 8, little) >= 5;
  }
  return false;
}
