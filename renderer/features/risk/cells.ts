import { controlLevels, riskStatuses, type RiskDraft } from '../../../db/domain/risk/risk';
import { lecValues, lsValues, riskLevels, riskMethods } from '../../../db/domain/risk/scale';
import { terms, type TermKind } from '../../../db/domain/term';
import { readDay } from '../../components/day';

/** Longest text that each column takes, as the draft's schema has it. */
const longest = {
  riskNo: 40,
  step: 500,
  hazardSource: 2000,
  factorCode: 20,
  consequence: 2000,
  engineering: 8000,
  administrative: 8000,
  training: 8000,
  ppe: 8000,
  emergency: 8000,
  measures: 16000,
  proposed: 2000,
  monitoring: 2000,
  impactScope: 1000,
  leaderText: 60,
  phone: 40,
  checkCycle: 60,
  remark: 4000,
  directReason: 1000,
} as const;
type TextColumn = keyof typeof longest;

/** Columns whose cells can be written, in the order of the register. */
export const writable = [
  'riskNo',
  'step',
  'hazardSource',
  'factorCode',
  'accidentTypes',
  'consequence',
  'method',
  'l',
  'e',
  'c',
  's',
  'level',
  'directReason',
  'engineering',
  'administrative',
  'training',
  'ppe',
  'emergency',
  'measures',
  'proposed',
  'monitoring',
  'impactScope',
  'leaderText',
  'controlLevel',
  'department',
  'owner',
  'phone',
  'checkCycle',
  'assessedOn',
  'status',
  'remark',
] as const;
export type WritableColumn = (typeof writable)[number];
export const isWritable = (column: string): column is WritableColumn => (writable as readonly string[]).includes(column);

/** Why a text cannot become the value of a cell: `cell.<fault>` in the locales. */
export type CellFault = 'factor' | 'factorOfMethod' | 'department' | 'choice' | 'date' | 'empty' | 'long' | 'levelComputed';
export type CellOutcome = { patch: Partial<RiskDraft> } | { fault: CellFault };

/** What names in a cell may stand for. */
export interface KnownNames {
  departments: ReadonlyMap<string, string>;
  /** People and posts by name, only where one bears it; found beforehand because they stay in the database. */
  owners: ReadonlyMap<string, { ownerId: string } | { ownerPostId: string }>;
  /** Codes of accident types for their names, the names themselves where there is none. */
  accidentCodes: (names: readonly string[]) => string[];
}

const plain = (text: string): string => text.normalize('NFKC').trim();

/** Stored word of a term written in full, without its last character (公司 for 公司级), or as the word itself. */
function readChoice<Word extends string>(kind: TermKind, words: readonly Word[], text: string): Word | undefined {
  const written = plain(text).toLowerCase();
  return words.find((word) => {
    const chinese = (terms[kind] as Record<string, string>)[word] ?? word;
    return [word, chinese.toLowerCase(), chinese.replace(/级$/, ''), `${chinese}风险`].includes(written);
  });
}

function readFactor(column: 'l' | 'e' | 'c' | 's', text: string, method: string): CellOutcome {
  const written = plain(text);
  if (written === '') return { fault: 'empty' };
  const fits = method === 'lec' ? column !== 's' : method === 'ls' && (column === 'l' || column === 's');
  if (!fits) return { fault: 'factorOfMethod' };
  const value = Number(written);
  const allowed: readonly number[] = method === 'ls' || column === 's' ? lsValues : lecValues[column];
  return allowed.includes(value) ? { patch: { [column]: value } } : { fault: 'factor' };
}

/** What a text becomes in a column of a row. `method` is the row's own or the one that the same change gives it. */
export function patchOf(column: WritableColumn, text: string, method: string, names: KnownNames): CellOutcome {
  const written = text.trim();
  switch (column) {
    case 'l':
    case 'e':
    case 'c':
    case 's':
      return readFactor(column, text, method);
    case 'level': {
      if (method !== 'direct') return { fault: 'levelComputed' };
      const level = readChoice('riskLevel', riskLevels, written);
      return level ? { patch: { level } } : { fault: 'choice' };
    }
    case 'method': {
      const found = readChoice('riskMethod', riskMethods, written);
      return found ? { patch: { method: found } } : { fault: 'choice' };
    }
    case 'controlLevel': {
      const found = readChoice('controlLevel', controlLevels, written);
      return found ? { patch: { controlLevel: found } } : { fault: 'choice' };
    }
    case 'status': {
      const found = readChoice('riskStatus', riskStatuses, written);
      return found ? { patch: { status: found } } : { fault: 'choice' };
    }
    case 'assessedOn': {
      if (written === '') return { patch: { assessedOn: null } };
      const assessedOn = readDay(written);
      return assessedOn ? { patch: { assessedOn } } : { fault: 'date' };
    }
    case 'department': {
      if (written === '') return { patch: { departmentId: null } };
      const departmentId = names.departments.get(written);
      return departmentId ? { patch: { departmentId } } : { fault: 'department' };
    }
    case 'owner': {
      const known = names.owners.get(written);
      return { patch: { ownerId: null, ownerPostId: null, ownerText: written, ...known } };
    }
    case 'accidentTypes':
      return {
        patch: {
          accidentTypes: [
            ...new Set(
              names.accidentCodes(
                written
                  .split(/[、,，;；/\n]+/)
                  .map((part) => part.trim())
                  .filter((part) => part !== ''),
              ),
            ),
          ],
        },
      };
    default:
      return readText(column, written);
  }
}

function readText(column: TextColumn, written: string): CellOutcome {
  if (written === '' && (column === 'hazardSource' || column === 'riskNo')) return { fault: 'empty' };
  return written.length > longest[column] ? { fault: 'long' } : { patch: { [column]: written } };
}
