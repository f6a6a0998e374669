import { lackingFields, type CardField } from '../../../db/domain/card/card';
import { signKind, signNames } from '../../../db/domain/card/signs';
import { term } from '../../../db/domain/term';
import type { Cards, NoticeCard } from '../document';
import { dateWords } from '../wording';
import type { CardDossier } from './gather';

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

const cardOf = ({ point, shown, card }: CardDossier, draft: boolean): NoticeCard => ({
  name: point.name,
  place: point.location,
  level: term('riskLevel', point.level),
  rows: (Object.keys(labels) as (keyof typeof labels)[]).map((field) => ({ label: labels[field], value: shown[field] })),
  signs: signNames(shown.signs).map((name) => ({ name, kind: signKind(name) })),
  foot: draft ? '送审稿' : card === null ? '' : `第 ${card.version} 版　${dateWords(card.compiledOn)}编制`,
});

interface Stated {
  enterprise: { name: string; uscc: string };
  perPage: 1 | 4;
  draft: boolean;
}

/** dossiers → cards */
export const composeCards = (dossiers: readonly CardDossier[], { enterprise, perPage, draft }: Stated): Cards => ({
  type: 'cards',
  head: {
    code: 'F33',
    title: '安全风险告知卡',
    draft,
    paper: { size: 'A4', orientation: 'portrait' },
    enterprise: enterprise.name,
    uscc: enterprise.uscc,
  },
  perPage,
  cards: dossiers.map((dossier) => cardOf(dossier, draft)),
});

/** What a card still does not tell, in words. */
export const lackingWords = ({ shown }: CardDossier): string[] => lackingFields(shown).map((field) => labels[field as keyof typeof labels]);
