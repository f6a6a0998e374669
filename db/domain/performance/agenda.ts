import { z } from 'zod';
import { text, versioned } from '../content';

/** Usual items of a meeting of the 安委会: the seven duties of GB/T 33000-2025 5.1.1 in own words, then what meetings usually also treat. */
export const committeeAgendaSchema = z.strictObject({
  ...versioned,
  regulation: text,
  article: text,
  items: z.array(
    z.strictObject({
      /** Kept with the item of a meeting (`committeeMeeting.agenda`). */
      key: z.string().regex(/^[a-zA-Z]+$/),
      /** Letter of the duty in the standard; absent for what is only usual. */
      clause: z
        .string()
        .regex(/^[a-g]$/)
        .optional(),
      text: text.max(60),
      /** What to bring to the meeting. */
      materials: text.max(60),
    }),
  ),
});

export type CommitteeAgenda = z.infer<typeof committeeAgendaSchema>;
