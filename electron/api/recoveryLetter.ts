import { z } from 'zod';
import { readCode } from '../../db/domain/account/recoveryCode';
import { text } from '../../db/domain/field';
import { readEnterprise } from '../../db/query/enterprise';
import { recoveryLetter } from '../filing/recovery/letter';
import { safeFileName } from '../workspace/file';
import { refuse } from './failure';
import { bytesOf, copyTo } from './paper';
import { task } from './procedure';

/** The letter for the sealed envelope; the code is kept nowhere, so it is given. `file` empty asks the user where. */
export const letter = task(
  z.object({ code: text(100), heldBy: text(60), file: z.string().max(2000) }),
  async (scene, { code, heldBy, file }) => {
    const readable = readCode(code);
    if (readable === undefined) throw refuse('recoveryCode', 'code');
    const document = recoveryLetter({ enterprise: readEnterprise(scene.db).name, code: readable, heldBy, madeOn: scene.today });
    return { file: await copyTo(scene, file, safeFileName(`${document.head.title}.pdf`), await bytesOf(scene, document, 'pdf')) };
  },
);
