import { z } from 'zod';
import { text } from '../../db/domain/field';
import { readScales, type ChosenScales } from '../../db/query/scale';
import type { Writer } from '../../db/writer';
import { rememberColumns, rememberedGrades, withGrades, type RememberedColumns } from '../intake/columns';
import type { IntakeSubject } from '../intake/fields';
import type { TakenFile } from '../intake/intake';
import type { LevelScheme } from '../intake/levels';
import { sheetKey } from '../intake/rowPlace';
import type { SurveyedRows } from '../intake/risks';
import { refuse } from './failure';
import type { TaskScene } from './procedure';

const sheetChoice = z
  .object({
    use: z.boolean(),
    head: z.object({ top: z.number().int(), bottom: z.number().int() }).nullable(),
    columns: z.record(z.string(), z.string().nullable()),
    department: text(200),
    date: text(10),
  })
  .partial();
/** What a person settled, by file name, then by sheet name. */
export const sheetChoices = z.record(z.string(), z.record(z.string(), sheetChoice)).default({});

const direction = z.object({ direction: z.enum(['down', 'up']), grades: z.union([z.literal(4), z.literal(5)]) });
/** Direction of 1级–5级, by `file#sheet`. */
export const gradeSchemes = z.record(z.string(), direction).default({});
/** By the signature of a layout. */
export type LayoutGrades = Record<string, z.infer<typeof direction>>;

/** Level mappings instead of those of the enterprise. */
export const statedScales = z
  .object({ lec: text(60), ls: text(60) })
  .partial()
  .default({});

/** Mappings by which files are read: those of the enterprise, or what is stated instead. */
export function scalesToRead({ db, content }: Pick<TaskScene, 'db' | 'content'>, stated: z.infer<typeof statedScales>): ChosenScales {
  for (const [method, value] of Object.entries(stated))
    if (!content.scales().some((scale) => scale.id === value && scale.method === method))
      throw refuse('scaleUnknown', `scales.${method}`, { value });
  return { ...readScales(db, content), ...stated };
}

/** Columns of layouts as they are to be read the next time. */
export const keptLayouts = z
  .array(z.object({ signature: z.string().max(200), mapping: z.record(z.string(), z.string().nullable()) }))
  .max(200);

/** Remembers how layouts were understood. */
export function rememberLayouts(db: Writer, subject: IntakeSubject, layouts: z.infer<typeof keptLayouts>): void {
  for (const { signature, mapping } of layouts) {
    const known = db.value<string>('SELECT id FROM intakeLayout WHERE signature = ?', [signature]);
    if (known === undefined) db.insert('intakeLayout', { subject, signature, mapping: JSON.stringify(mapping) });
    else db.update('intakeLayout', known, { mapping: JSON.stringify(mapping) });
  }
}

/** How the sheets that were used are to be read the next time. */
export const layoutsOf = (files: readonly TakenFile[], grades: LayoutGrades = {}): z.infer<typeof keptLayouts> =>
  files.flatMap(({ surveys }) =>
    surveys
      .filter(({ used }) => used)
      .map(({ signature, columns }) => ({ signature, mapping: { ...withGrades(rememberColumns(columns), grades[signature]) } })),
  );

export function rememberedLayouts({ db }: TaskScene): Record<string, RememberedColumns> {
  return Object.fromEntries(
    db
      .all<{ signature: string; mapping: string }>('SELECT signature, mapping FROM intakeLayout')
      .map((row) => [row.signature, JSON.parse(row.mapping) as RememberedColumns]),
  );
}

/** Directions of grade numbers that a person chose for the same layouts before. */
export const rememberedSchemes = (sheets: readonly SurveyedRows[], remembered: Readonly<Record<string, RememberedColumns>>) =>
  Object.fromEntries(
    sheets.flatMap(({ survey }) => {
      const known = rememberedGrades(remembered[survey.signature]);
      return known === undefined ? [] : [[sheetKey(survey.file, survey.sheet), known]];
    }),
  );

/** Those that a person has chosen by now, by layout. */
export const chosenGrades = (sheets: readonly SurveyedRows[], schemes: Readonly<Record<string, LevelScheme>>): LayoutGrades =>
  Object.fromEntries(
    sheets.flatMap(({ survey }) => {
      const scheme = schemes[sheetKey(survey.file, survey.sheet)];
      return scheme?.basis === 'chosen' ? [[survey.signature, { direction: scheme.direction, grades: scheme.grades }]] : [];
    }),
  );

/** How each sheet was understood. */
export const sheetsRead = (files: readonly TakenFile[]) =>
  files.flatMap(({ file, format, surveys }) =>
    surveys.map(({ sheet, kind, used, hidden, head, columns, signature, facts, notes }) => ({
      file,
      format,
      sheet,
      kind,
      used,
      hidden,
      signature,
      facts,
      notes,
      head: head ? { top: head.top + 1, bottom: head.bottom + 1 } : null,
      columns: columns.map(({ letter, title, field, why }) => ({ letter, title, field, why })),
    })),
  );
