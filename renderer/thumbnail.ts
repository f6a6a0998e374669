import { imageSize } from '../db/domain/map/imageSize';
import { call } from './api';

/** Wider side of a small picture, in pixels. */
const wide = 256;
/** Pictures that would take more memory than a page has, in pixels; they are shown by a sign. */
const mostPixels = 150_000_000;

const asked = new Map<string, Promise<string | null>>();
let before: Promise<unknown> = Promise.resolve();

/**
 * Makes the small picture of a kept one and has it kept: decoded here, where a made file can do no harm, and one at a time.
 * @returns an address of it, null for what cannot be decoded
 */
export function makeThumbnail(sha256: string): Promise<string | null> {
  const known = asked.get(sha256);
  if (known !== undefined) return known;
  const made = before.then(() => made256(sha256)).catch(() => null);
  before = made;
  asked.set(sha256, made);
  return made;
}

async function made256(sha256: string): Promise<string | null> {
  const reply = await fetch(`app://attachment/${sha256}`);
  if (!reply.ok) return null;
  const blob = await reply.blob();
  const size = imageSize(new Uint8Array(await blob.arrayBuffer()));
  if (size !== undefined && size.width * size.height > mostPixels) return null;
  const isSmall = size !== undefined && Math.max(size.width, size.height) <= wide;
  const bitmap = await createImageBitmap(blob, isSmall ? {} : { resizeWidth: wide, resizeQuality: 'medium' });
  const canvas = new OffscreenCanvas(bitmap.width, Math.min(bitmap.height, 4 * wide));
  canvas.getContext('2d')!.drawImage(bitmap, 0, 0);
  bitmap.close();
  const small = await canvas.convertToBlob({ type: 'image/webp', quality: 0.8 });
  void call('evidence.keepThumbnail', { sha256, bytes: await small.arrayBuffer() });
  return URL.createObjectURL(small);
}
