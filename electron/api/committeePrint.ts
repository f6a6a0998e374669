import { z } from 'zod';
import { id } from '../../db/domain/field';
import { getMeeting } from '../../db/query/committee';
import { readEnterprise } from '../../db/query/enterprise';
import { composeFollowUp, composeMeetingNotice, composeMeetingSignIn, composeMinutes } from '../filing/committee/compose';
import { safeFileName } from '../workspace/file';
import { notFound } from './failure';
import { bytesOf, copyTo } from './paper';
import { task } from './procedure';

const meetingPapers = ['notice', 'signIn', 'minutes', 'followUp'] as const;

/** Prints a paper of a meeting that stays in the house, as it stands; `file` empty asks the user where. */
export const print = task(
  z.object({
    id,
    paper: z.enum(meetingPapers),
    /** Of the sign-in sheet: lines for people who are not listed. */
    blankRows: z.number().int().min(0).max(100).default(4),
    format: z.enum(['pdf', 'docx']),
    file: z.string().max(2000),
  }),
  async (scene, { id: meetingId, paper, blankRows, format, file }) => {
    const meeting = scene.db.snapshot(() => getMeeting(scene.db, meetingId, scene.today));
    if (!meeting) throw notFound('committeeMeeting');
    const { name, uscc } = readEnterprise(scene.db);
    const printed = { meeting, enterprise: { name, uscc } };
    const document =
      paper === 'notice'
        ? composeMeetingNotice(printed)
        : paper === 'signIn'
          ? composeMeetingSignIn(printed, blankRows)
          : paper === 'minutes'
            ? composeMinutes(printed)
            : composeFollowUp(printed);
    const stem = paper === 'notice' ? document.head.title : `${meeting.no} ${document.head.title}`;
    return { file: await copyTo(scene, file, safeFileName(`${stem}.${format}`), await bytesOf(scene, document, format)) };
  },
);
