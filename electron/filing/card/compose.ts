import { lackingFields, type CardField, type CardTexts } from '../../../db/domain/card/card';
import { signNames } from '../../../db/domain/card/signs';
import { officeNumbers } from '../../../db/domain/phone';
import { longDate } from '../../../db/domain/period';
import { term } from '../../../db/domain/term';
import type { Cards, NoticeCard } from '../document';
import type { Stamp } from '../dossier';
import { scrub } from '../f09/scrub';
import type { CardsDossier } from './dossier';

const labels: Record<Exclude<CardField, 'signs'>, string> = {
  hazards: '主要危险有害因素',
  accidents: '可能事故类型及后果',
  measures: '事故预防措施',
  operation: '岗位操作要点',
  emergency: '应急措施',
  department: '责任部门',
  owner: '责任人',
  phone: '报告电话',
};

function cardOf(
  { name, location, level, texts, version, compiledOn }: CardsDossier['cards'][number],
  { draft, number }: Stamp,
): NoticeCard {
  // A card hangs where everybody reads it: no mobile of a person, no stock of dangerous chemicals.
  const about = [name, location, ...Object.values(texts)].join('\n');
  const shown = (field: keyof typeof labels): string => {
    const { text, hidden } = scrub(texts[field], about);
    return field === 'phone' && hidden.length > 0 ? officeNumbers(texts.phone.replaceAll('　', '、')).join('　') : text;
  };
  const made = version === null || compiledOn === null ? [] : [`第 ${version} 版`, `${longDate(compiledOn)}编制`];
  return {
    name,
    place: location,
    level: term('riskLevel', level),
    rows: (Object.keys(labels) as (keyof typeof labels)[]).map((field) => ({ label: labels[field], value: shown(field) })),
    signs: signNames(texts.signs).map((sign) => ({ name: sign })),
    foot: draft ? '送审稿' : [...(number === undefined ? [] : [number]), ...made].join('　'),
  };
}

/** dossier → cards */
export const composeF33 = ({ enterprise, compiledOn, perPage, cards }: CardsDossier, stamp: Stamp): Cards => ({
  type: 'cards',
  head: {
    code: 'F33',
    title: '安全风险告知卡',
    ...(compiledOn === null ? {} : { compiledOn }),
    paper: { size: 'A4', orientation: 'portrait' },
    enterprise: enterprise.name,
    uscc: enterprise.uscc,
    ...stamp,
  },
  perPage,
  cards: cards.map((card) => cardOf(card, stamp)),
});

/** What a card still does not tell, in words. */
export const lackingWords = (shown: CardTexts): string[] => lackingFields(shown).map((field) => labels[field as keyof typeof labels]);
