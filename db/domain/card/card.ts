import type { RiskLevel } from '../risk/scale';
import { officeNumbers } from '../phone';
import { splitOwners } from '../risk/owner';
import { signsFor } from './signs';

/** What an 安全风险告知卡 says beside name, place and level (handbook 3.2.8, R17), in its order. A person may write each otherwise. */
export const cardFields = ['hazards', 'accidents', 'signs', 'measures', 'operation', 'emergency', 'department', 'owner', 'phone'] as const;
export type CardField = (typeof cardFields)[number];
export type CardTexts = Record<CardField, string>;

/** `none` was never made, `outdated` was made before the register changed (V13). */
export const cardStates = ['none', 'outdated', 'current'] as const;
export type CardState = (typeof cardStates)[number];

/** What a card takes from a risk in force. */
export interface CardRisk {
  hazardSource: string;
  /** In words. */
  accidentTypes: readonly string[];
  consequence: string;
  engineering: string;
  administrative: string;
  training: string;
  ppe: string;
  emergency: string;
  measures: string;
  department: string;
  owner: string;
  phone: string;
}

export interface CardPoint {
  name: string;
  location: string;
  level: RiskLevel | null;
}

/** Characters that a proposed field fills at most; a person may write more. */
const most = 160;

/** Different texts one after another, as many as a card has room for, saying how many there are. */
function listed(texts: readonly string[], separator = '；'): string {
  const different = [...new Set(texts.map((text) => text.trim().replace(/[；;。，,\s]+$/, '')).filter((text) => text !== ''))];
  const shown: string[] = [];
  for (const text of different) {
    if (shown.length > 0 && [...shown, text].join(separator).length > most) break;
    shown.push(text);
  }
  return shown.length < different.length ? `${shown.join(separator)}等 ${different.length} 项` : shown.join(separator);
}

/**
 * The texts of a card as the register gives them: all who are responsible by name, the numbers of people's own mobiles left out.
 * @param risks those in force of the point, highest first
 * @param phone of the enterprise, where the risks name none
 */
export function registerTexts(risks: readonly CardRisk[], phone: string): CardTexts {
  const all = (field: keyof CardRisk) => risks.map((risk) => String(risk[field]));
  const types = [...new Set(risks.flatMap(({ accidentTypes }) => accidentTypes))];
  const consequences = listed(all('consequence'));
  const inside = [...new Set([...risks.flatMap((risk) => officeNumbers(risk.phone)), ...(phone === '' ? [] : [phone])])].join('、');
  return {
    hazards: listed(all('hazardSource')),
    accidents: [types.join('、'), consequences].filter((text) => text !== '').join('。后果：'),
    signs: signsFor(types, all('ppe'), [...all('engineering'), ...all('administrative'), ...all('measures')]).join('、'),
    measures: listed(
      risks.flatMap(({ engineering, administrative, training, ppe, measures }) => [engineering, administrative, ppe, training, measures]),
    ),
    operation: '',
    emergency: listed(all('emergency')),
    department: listed(all('department'), '、'),
    owner: [...new Set(risks.flatMap(({ owner }) => splitOwners(owner)))].join('、'),
    phone: [inside, '火警 119', '急救 120'].filter((text) => text !== '').join('　'),
  };
}

/** What the card shows: the register's texts, but for those that a person wrote otherwise. */
export const shownTexts = (register: CardTexts, texts: Partial<CardTexts>): CardTexts => ({ ...register, ...texts });

/** Those of the texts that a person wrote otherwise than the register says. */
export const ownTexts = (register: CardTexts, shown: CardTexts): Partial<CardTexts> =>
  Object.fromEntries(
    cardFields.filter((field) => shown[field].trim() !== register[field].trim()).map((field) => [field, shown[field].trim()]),
  );

/** Everything that a card rests on, as one text: another one means that it is out of date, whatever a person wrote over it. */
export const cardBasis = (point: CardPoint, register: CardTexts, texts: Partial<CardTexts>): string =>
  JSON.stringify([
    point.name,
    point.location,
    point.level,
    cardFields.map((field) => register[field]),
    cardFields.map((field) => texts[field] ?? null),
  ]);

const optional: readonly CardField[] = ['signs', 'department'];
/** The numbers that everybody has. */
const publicNumbers = /(?<!\d)(?:110|119|120|122)(?!\d)/g;

/** Fields without which a card does not tell what it must (R17): of the telephones one inside the enterprise. */
export const lackingFields = (shown: CardTexts): CardField[] =>
  cardFields.filter((field) =>
    field === 'phone' ? !/\d/.test(shown.phone.replace(publicNumbers, '')) : !optional.includes(field) && shown[field].trim() === '',
  );
