import { z } from 'zod';
import { id, text } from '../../db/domain/field';
import { notFound } from './failure';
import { command } from './procedure';

/** Shows numbers of a person in full. Who asked for which and why stands in the audit. */
export const reveal = command(
  z.object({
    id,
    fields: z
      .array(z.enum(['idNumber', 'phone']))
      .min(1)
      .max(2),
    reason: text(200).default(''),
  }),
  ({ db }, { id, fields, reason }) => {
    const person = db.find('person', id);
    if (!person) throw notFound('person');
    const shown = [...new Set(fields)];
    db.insert('disclosure', { subject: 'person', subjectId: id, fields: JSON.stringify(shown), reason });
    return Object.fromEntries(shown.map((field) => [field, person[field]])) as Partial<Record<'idNumber' | 'phone', string>>;
  },
);
