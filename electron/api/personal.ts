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

/** Shows the telephone of a risk in full. */
export const revealOfRisk = command(z.object({ id, reason: text(200).default('') }), ({ db }, { id, reason }) => {
  const risk = db.find('risk', id);
  if (!risk) throw notFound('risk');
  db.insert('disclosure', { subject: 'risk', subjectId: id, fields: JSON.stringify(['phone']), reason });
  return { phone: risk.phone };
});

/** Written before numbers of people leave in a file: of which kind of records, and why or for whom. */
export const noteExport = command(z.object({ subject: z.enum(['risk']), reason: text(200) }), ({ db }, { subject, reason }) => {
  db.insert('disclosure', { subject, subjectId: '', fields: JSON.stringify(['phone']), reason });
  return null;
});
