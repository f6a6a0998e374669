import { mobileNumber } from '../phone';
import { identityNumber } from './identity';
import { personalPlaces } from './places';

/** `138****5678`: a list on a projector shows nobody's number. Short numbers are hidden but for their end. */
export const maskedPhone = (phone: string): string =>
  phone.length >= 11 ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : phone === '' ? '' : `****${phone.slice(-2)}`;

/** `1502************23` */
export const maskedIdNumber = (idNumber: string): string =>
  idNumber.length < 8 ? idNumber.replaceAll(/./g, '*') : `${idNumber.slice(0, 4)}${'*'.repeat(idNumber.length - 6)}${idNumber.slice(-2)}`;

/** A text with the identity and mobile numbers in it masked. The former go first: they hold runs of digits that look like the latter. */
const maskedText = (text: string): string => text.replace(identityNumber, maskedIdNumber).replace(mobileNumber, maskedPhone);

type Mask = (value: string) => string;
/** Fields that hold a number of a person as such, by the subject of the record. */
const numberFields: Record<string, Record<string, Mask>> = {};
for (const { subject, column, kind } of personalPlaces)
  if (kind === 'phone' || kind === 'idNumber') (numberFields[subject] ??= {})[column] = kind === 'phone' ? maskedPhone : maskedIdNumber;

/** The row itself with the fields masked that hold a number of a person as such; other words stay as they can be edited. */
export function maskNumbers<Row extends object>(subject: string, row: Row): Row {
  for (const [field, mask] of Object.entries(numberFields[subject] ?? {})) {
    const value = (row as Record<string, unknown>)[field];
    if (typeof value === 'string') (row as Record<string, unknown>)[field] = mask(value);
  }
  return row;
}

/** Ids and hashes may hold what looks like a number of somebody. */
const isKey = (field: string): boolean => /^(id|sha256|auditHead|before|after|contentHash|matchKey|places)$|Id$/.test(field);

/** A row as lists, histories and exports show it: numbers of people masked, in fields of their own and within words. */
export function maskedRow<Row extends object>(subject: string, row: Row): Row {
  const own = numberFields[subject] ?? {};
  return Object.fromEntries(
    Object.entries(row).map(([field, value]) => [
      field,
      typeof value === 'string' && !isKey(field) ? (own[field] ?? maskedText)(value) : value,
    ]),
  ) as Row;
}

type Image = Record<string, unknown> | null;
/** Both images of a change, masked; where masks of different values are the same, the later one tells so by ` (2)`. */
export function maskedPair(subject: string, before: Image, after: Image): { before: Image; after: Image } {
  const [was, is] = [before && maskedRow(subject, before), after && maskedRow(subject, after)];
  if (was && is)
    for (const field of Object.keys(is))
      if (before?.[field] !== after?.[field] && was[field] === is[field]) is[field] = `${is[field] as string} (2)`;
  return { before: was, after: is };
}

/** Fields that differ, those with a number of somebody masked. */
export const maskedChanges = <Change extends { field: string; before: string; after: string }>(
  subject: string,
  changes: readonly Change[],
): Change[] =>
  changes.map((change) => {
    if (numberFields[subject]?.[change.field] === undefined) return change;
    const { before, after } = maskedPair(subject, { [change.field]: change.before }, { [change.field]: change.after });
    return { ...change, before: before?.[change.field], after: after?.[change.field] };
  });

/**
 * What somebody stated in a field that was shown masked: what is stored as long as the mask was left alone. @returns null for a mask of
 * something else, which is no number at all
 */
export const unmasked = (typed: string, stored: string, mask: Mask): string | null =>
  typed === mask(stored) ? stored : typed.includes('***') ? null : typed;
