import type { Reader } from '../../db/handle';
import type { Row } from '../../db/tables';
import type { PartnerKey } from './questions';
import type { RiskCandidate } from './risks';

export type Stored = Row<'risk'>;

/** Which risk of the register a row means, where that is not certain. */
export interface PartnerQuestion {
  key: PartnerKey;
  /** Risks that may be meant, the likeliest first. */
  rows: Stored[];
  /** `new`, the id of a risk, or null while nobody has decided. */
  answer: string | null;
}

/** What the register holds for a row of a sheet. */
export interface Partner {
  row: Stored;
  /** Others that say the same and could be meant as well. */
  others: Stored[];
}

/** Found for every row: its partner in the register, or why it has none. */
export interface Match {
  partner?: Partner;
  /** Its number belongs to another risk, of the register or of an earlier row: it gets a new one. */
  numberTaken?: { by: string; row?: Stored };
  /** A risk of the same words in another department. */
  elsewhere?: Stored;
  /** Where a person may know better. */
  question?: PartnerQuestion;
}

export interface MatchScene {
  db: Reader;
  /** Id of the department of a row; null while there is none of that name. */
  departmentOf(candidate: RiskCandidate): string | null;
  /** True when the row says nothing that the register does not hold. */
  isSame(candidate: RiskCandidate, row: Stored): boolean;
  /** What a person said of a row: the id of its risk, or that it is a new one. */
  decided(candidate: RiskCandidate): { key: PartnerKey; answer: string } | undefined;
  /** What a person said of all rows that ask the same: `new` or `same`. */
  answerFor(key: PartnerKey): string | undefined;
}

export const sameDepartment = (scene: MatchScene, candidate: RiskCandidate, { departmentId }: Stored): boolean =>
  candidate.risk.department === '' || departmentId === null || scene.departmentOf(candidate) === departmentId;

/** 12: a number that says nothing outside its own sheet. */
export const isRunningNumber = (riskNo: string): boolean => /^\d{1,4}$/.test(riskNo);
