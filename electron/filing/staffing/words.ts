import { isCounted, perMilleText, thousandthsText, type Need, type Requirement, type Share } from '../../../db/domain/staffing/staffing';
import { term } from '../../../db/domain/term';

/** e.g. 265 × 1% = 2.65，向上取整 3 人，且不少于 3 人，取 3 人 */
function shareText({ base, perMille, thousandths, roundedUp, least, required }: Share): string {
  const sum = `${base} × ${perMilleText(perMille)} = ${thousandthsText(thousandths)}，向上取整 ${roundedUp} 人`;
  return least > 1 ? `${sum}，且不少于 ${least} 人，取 ${required} 人` : sum;
}

const needText = ({ what, required }: Need): string => term('staffingNeed', what) + (isCounted(what) ? ` ${required} 人` : '');
const presentText = ({ what, present }: Need): string =>
  term('staffingNeed', what) + (isCounted(what) ? ` ${present} 人` : present > 0 ? '：有' : '：无');

type Ways = Pick<Requirement, 'ways'>;

/** What is asked for, in words: ways are joined by 或. */
export const neededText = ({ ways }: Ways): string => ways.map((needs) => needs.map(needText).join('、')).join('，或');

export const existingText = ({ ways }: Ways): string => ways.flat().map(presentText).join('；');

export const sumsOf = ({ ways }: Ways): string[] => ways.flat().flatMap(({ share }) => (share === null ? [] : [shareText(share)]));
