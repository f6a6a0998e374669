import { z } from 'zod';
import { id, text } from '../../db/domain/field';
import type { Reader } from '../../db/handle';
import { readEnterprise } from '../../db/query/enterprise';
import { getRound } from '../../db/query/round';
import type { Document } from '../filing/document';
import { composeCircular } from '../filing/signoff/circular';
import { meetingOf, noticeOf, planOf } from '../filing/signoff/gatherMeeting';
import { composeSignIn } from '../filing/signoff/signIn';
import { safeFileName } from '../workspace/file';
import { notFound } from './failure';
import { bytesOf, copyTo } from './paper';
import { task } from './procedure';

/** Papers of a round that stay in the house: no number, no register. */
const housePapers = ['notice', 'plan', 'signIn'] as const;

const request = z.object({
  id,
  paper: z.enum(housePapers),
  /** Of the sign-in sheet: who was asked to come beside the team, and lines for people who are not listed. */
  guests: z.array(text(60).min(1)).max(200).default([]),
  blankRows: z.number().int().min(0).max(100).default(6),
  chair: text(60).default(''),
  recorder: text(60).default(''),
});

/** Prints the notice, the plan or the sign-in sheet of a round as it stands; `file` empty asks the user where. */
export const print = task(
  request.extend({ format: z.enum(['pdf', 'docx']), file: z.string().max(2000) }),
  async (scene, { format, file, ...stated }) => {
    const document = compose(scene.db, stated);
    const { name } = getRound(scene.db, stated.id)!;
    const bytes = await bytesOf(scene, document, format);
    const stem = stated.paper === 'signIn' ? `${name} ${document.head.title}` : document.head.title;
    return { file: await copyTo(scene, file, safeFileName(`${stem}.${format}`), bytes) };
  },
);

function compose(db: Reader, { id: roundId, paper, guests, blankRows, ...named }: z.output<typeof request>): Document {
  const round = getRound(db, roundId);
  if (!round) throw notFound('round');
  const { name, uscc } = readEnterprise(db);
  const enterprise = { name, uscc };
  switch (paper) {
    case 'notice':
      return composeCircular('notice', noticeOf(round), enterprise);
    case 'plan':
      return composeCircular('plan', planOf(round), enterprise);
    case 'signIn':
      return composeSignIn({
        enterprise,
        roundName: round.name,
        meeting: meetingOf(round, named),
        people: [...round.team, ...guests.map((guest) => ({ name: guest, title: '列席' }))],
        blankRows,
      });
  }
}
