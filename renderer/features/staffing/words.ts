import type { TFunction } from 'i18next';
import { isCounted, perMilleText, thousandthsText, type Need } from '../../../db/domain/staffing/staffing';
import type { Data } from '../../api';

export type Staffing = Data<'staffing.get'>;
export type Requirement = Staffing['requirements'][number];
type T = TFunction<['staffing', 'term']>;

export const wordOf = (t: T, what: Need['what']): string => t(`term:staffingNeed.${what}`);

const needText = (t: T, { what, required }: Need): string =>
  isCounted(what) ? t('people', { what: wordOf(t, what), count: required }) : wordOf(t, what);

/** What is asked for: ways joined by 或. */
export const neededText = (t: T, { ways }: Requirement, comma: string): string =>
  ways.map((needs) => needs.map((one) => needText(t, one)).join(comma)).join(t('or'));

export const presentText = (t: T, { what, present }: Need): string =>
  isCounted(what) ? t('people', { what: wordOf(t, what), count: present }) : t(present > 0 ? 'there' : 'absent', { what: wordOf(t, what) });

/** 261 × 1% = 2.61, rounded up, and the floor that stands beside it; undefined where nothing is computed. */
export function arithmeticText(t: T, { share }: Need): string | undefined {
  if (share === null) return undefined;
  const { of, base, perMille, thousandths, roundedUp, least, required } = share;
  const sum = t('share', {
    of: t(`of.${of}`),
    base,
    rate: perMilleText(perMille),
    product: thousandthsText(thousandths),
    rounded: roundedUp,
  });
  return least > 1 ? `${sum}${t('shareLeast', { least, required })}` : sum;
}
