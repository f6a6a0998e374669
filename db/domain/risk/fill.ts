import { z } from 'zod';
import { isoDate, text } from '../field';
import { missingFields, missingOf, riskDraft, type MissingField } from './risk';
import { levelRank, type RiskLevel } from './scale';

/** Fields of which many risks may lack a value at once; the control level always follows from the level. */
export const fillableFields = missingFields.filter((field) => field !== 'controlLevel');

/** One value for all risks that lack a field, or one for each department or level; an empty text fills nothing. */
const fill = z.object({ by: z.enum(['all', 'department', 'level']), values: z.record(z.string().max(200), text(8000)) });
export type Fill = z.infer<typeof fill>;

const longest: Partial<Record<MissingField, number>> = { department: 100, owner: 200, accidentTypes: 1000 };
const fits = (field: MissingField, value: string): boolean =>
  field === 'assessedOn' ? value === '' || isoDate.safeParse(value).success : value.length <= (longest[field] ?? maxOf(field));
const maxOf = (field: MissingField): number => {
  const schema = riskDraft.shape[field as keyof typeof riskDraft.shape];
  return ('maxLength' in schema ? schema.maxLength : null) ?? 8000;
};

/** How fields are filled: texts as a sheet would have them. */
export const fills = z.partialRecord(z.enum(fillableFields as [MissingField, ...MissingField[]]), fill).superRefine((stated, context) => {
  for (const [field, entry] of Object.entries(stated) as [MissingField, Fill][])
    for (const value of Object.values(entry.values))
      if (!fits(field, value)) context.addIssue({ code: 'custom', path: [field], message: 'value' });
});
export type Fills = z.infer<typeof fills>;

/** The text that a risk gets where it lacks a field; empty for none. */
export const fillText = (stated: Fill | undefined, risk: { department: string; level: RiskLevel }): string =>
  stated?.values[stated.by === 'all' ? '' : risk[stated.by]] ?? '';

/** 物体打击、触电 as several. */
export const fillWords = (value: string): string[] =>
  value
    .split(/[、,，;；\n]+/)
    .map((word) => word.trim())
    .filter((word) => word !== '')
    .slice(0, 27);

/** What a risk of names instead of ids lacks of the fields that can be filled. */
export const lackedOf = (
  risk: Omit<Parameters<typeof missingOf>[0], 'departmentId' | 'ownerId' | 'ownerPostId' | 'ownerText'> & {
    department: string;
    owner: string;
  },
): MissingField[] =>
  missingOf({ ...risk, departmentId: risk.department || null, ownerId: null, ownerPostId: null, ownerText: risk.owner }).filter(
    (field) => field !== 'controlLevel',
  );

/** Risks that lack a field, counted in the groups by which it can be filled. */
export interface Lacking {
  field: MissingField;
  count: number;
  departments: { name: string; count: number }[];
  levels: { level: RiskLevel; count: number }[];
}

/** Counts what risks lack, in the order of the register. */
export function countLacking(
  rows: Iterable<{ lacks: readonly MissingField[]; department: string; level: RiskLevel; count?: number }>,
): Lacking[] {
  const groups = new Map<MissingField, { departments: Map<string, number>; levels: Map<RiskLevel, number> }>();
  for (const { lacks, department, level, count = 1 } of rows)
    for (const field of lacks) {
      const group = groups.get(field) ?? { departments: new Map<string, number>(), levels: new Map<RiskLevel, number>() };
      groups.set(field, group);
      group.departments.set(department, (group.departments.get(department) ?? 0) + count);
      group.levels.set(level, (group.levels.get(level) ?? 0) + count);
    }
  return fillableFields.flatMap((field) => {
    const group = groups.get(field);
    if (group === undefined) return [];
    return [
      {
        field,
        count: [...group.levels.values()].reduce((sum, count) => sum + count, 0),
        departments: Array.from(group.departments, ([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count),
        levels: Array.from(group.levels, ([level, count]) => ({ level, count })).sort((a, b) => levelRank(a.level) - levelRank(b.level)),
      },
    ];
  });
}
