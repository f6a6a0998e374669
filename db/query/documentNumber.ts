import { isDocumentPattern, nextDocumentNumber, patternOf } from '../domain/filing/documentNumber';
import type { Reader } from '../handle';
import { readEnterprise } from './enterprise';

interface Given {
  id: string;
  number: string;
  state: string;
  documentNumber: string;
}

/** 发文字号 of all letters, the last one first. */
const given = (reader: Reader): Given[] =>
  reader.all<Given>(
    `SELECT id, number, state, json_extract(dossier, '$.documentNumber') AS documentNumber FROM filing
      WHERE code = 'F40' AND json_extract(dossier, '$.documentNumber') <> '' ORDER BY createdAt DESC, id DESC`,
  );

/** The next 发文字号 of a year by the pattern of the enterprise, else by that of the last letter; empty where there is none. */
export function proposedNumber(reader: Reader, year: string): string {
  const letters = given(reader).map(({ documentNumber }) => documentNumber);
  const { documentPattern } = readEnterprise(reader);
  const pattern = documentPattern || letters.map(patternOf).find((known) => known !== undefined);
  return pattern === undefined || !isDocumentPattern(pattern) ? '' : nextDocumentNumber(pattern, year, letters);
}

/** The letter in force that bears a 发文字号 already, but for the one that is replaced. */
export const bearerOf = (reader: Reader, documentNumber: string, replacesId: string | null): string | undefined =>
  documentNumber === ''
    ? undefined
    : given(reader).find(
        (letter) =>
          letter.documentNumber === documentNumber && letter.id !== replacesId && letter.state !== 'voided' && letter.state !== 'replaced',
      )?.number;
