import { types } from 'node:util';
import { z } from 'zod';
import { largestAttachment, pictureType } from '../../db/domain/attachment';
import { text } from '../../db/domain/field';
import { safeFileName } from '../workspace/file';
import { refuse } from './failure';
import { copyTo } from './paper';
import { task } from './procedure';

/** Saves a chart that the page has drawn; `file` empty asks the user where. */
export const save = task(
  z.object({
    name: text(200).min(1),
    kind: z.enum(['png', 'svg']),
    bytes: z.custom<ArrayBuffer>((value) => types.isArrayBuffer(value)),
    file: z.string().max(2000),
  }),
  async (scene, { name, kind, bytes, file }) => {
    const picture = new Uint8Array(bytes);
    const isSvg = new TextDecoder().decode(picture.subarray(0, 5)) === '<svg ';
    if (picture.length > largestAttachment || (kind === 'svg' ? !isSvg : pictureType(picture) !== 'image/png'))
      throw refuse('attachmentPicture', 'bytes');
    return { file: await copyTo(scene, file, safeFileName(`${name}.${kind}`), picture) };
  },
);
