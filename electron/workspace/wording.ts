import type { TFunction } from 'i18next';
import { paperFigureKeys, type PaperFigureKey } from '../../db/domain/round/figure';
import type { Finding } from '../../db/domain/rule';
import { term, terms, type TermKind } from '../../db/domain/term';
import type { Failure } from '../api/failure';
import { figureName } from '../filing/wording';
import type { Note, Problem } from '../intake/notes';
import type { PlanNote } from '../intake/riskPlan';
import { wordFinding } from '../intake/wording';

const kinds: Record<string, TermKind> = {
  level: 'riskLevel',
  from: 'riskLevel',
  to: 'riskLevel',
  sheet: 'riskLevel',
  computed: 'riskLevel',
  needed: 'controlLevel',
  measure: 'measure',
  field: 'field',
  role: 'appointmentRole',
  staffing: 'staffingRule',
};

/** Stored words among the parameters become Chinese terms. */
const spoken = (params: Readonly<Record<string, string | number>> = {}): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (name === 'fields') return [name, (JSON.parse(String(value)) as string[]).map((field) => term('field', field)).join('、')];
      if (name === 'needs') return [name, (JSON.parse(String(value)) as string[]).map((need) => term('staffingNeed', need)).join('、')];
      if (name === 'parts') return [name, (JSON.parse(String(value)) as string[]).map((part) => term('listPart', part)).join('、')];
      if (name === 'figure' && isFigure(value)) return [name, figureName(value)];
      if (name === 'since') return [name, minuteOf(String(value))];
      const kind = kinds[name];
      return [name, kind !== undefined && String(value) in terms[kind] ? term(kind, String(value)) : value];
    }),
  );

const isFigure = (value: string | number): value is PaperFigureKey => (paperFigureKeys as readonly (string | number)[]).includes(value);

/** `2026-11-21 08:05` as the clock on the wall shows it. */
export function minuteOf(instant: string | number): string {
  const at = new Date(instant);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

export const findingText = (t: TFunction, { key, params, field, rule }: Pick<Finding, 'key' | 'params' | 'field' | 'rule'>): string =>
  t(rule === 'gap' ? `filing:${key}` : `rule:${key}`, {
    ...spoken({ ...(field === undefined ? {} : { field }), ...params }),
    defaultValue: rule,
  });

/** One sentence for people, and the findings that explain it, each with the field that it speaks of. */
export function failureText(t: TFunction, { key, params, findings = [], detail }: Failure): string[] {
  const subject = params?.['subject'];
  const command = params?.['command'];
  // `invalid` speaks of the notes beside fields; here the findings follow it.
  const told = key === 'invalid' && findings.length > 0 ? 'notDone' : key;
  const sentence = t(told.includes(':') ? told : `failure:${told}`, {
    count: findings.length,
    ...spoken(params),
    ...(subject === undefined ? {} : { subject: t(`failure:subject.${subject}`, { defaultValue: String(subject) }) }),
    ...(command === undefined ? {} : { command: t(`command:${command}`, { defaultValue: String(command) }) }),
    defaultValue: told,
  });
  return [detail === undefined ? sentence : `${sentence}（${detail}）`, ...findings.map((finding) => `  ${labelled(t, finding)}`)];
}

/** Findings that say what a value lacks, and not whose value it is. */
const bareRules = new Set(['shape', 'dateOrder', 'unique']);

function labelled(t: TFunction, finding: Finding): string {
  if (finding.rule === 'file') return t(finding.key, { ...finding.params });
  const text = findingText(t, finding);
  if (/^[A-Z]+\d+$/.test(finding.rule)) return `${finding.rule} ${text}`;
  const name = finding.field?.split('.').findLast((part) => !/^\d+$/.test(part)) ?? '';
  return bareRules.has(finding.rule) && name !== '' ? `${t(`audit:column.${name}`, { defaultValue: term('field', name) })}：${text}` : text;
}

/** What the import says of a cell, `note.…` or `problem.…` of the locale `intake`. */
export const intakeText = (t: TFunction, kind: 'note' | 'problem', finding: Note | Problem | PlanNote): string =>
  wordFinding(
    kind,
    finding as Note,
    (key, params) => t(`intake:${key}`, { ...params, defaultValue: key }),
    (termKind, word) => term(termKind, word),
  );
