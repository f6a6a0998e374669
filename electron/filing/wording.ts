import { isCalendarDate } from '../../db/domain/field';
import { longDate } from '../../db/domain/period';
import { levelColours, type Scale } from '../../db/domain/risk/scale';
import { isLevelFigure, type FigureCorrection, type PaperFigureKey } from '../../db/domain/round/figure';
import type { RoundParticular } from '../../db/domain/round/correction';
import type { Comparison } from '../../db/domain/round/round';
import { term } from '../../db/domain/term';
import type { AccidentsTold } from './dossier';

/** How a method writes its value. */
const methodFormula = { lec: 'D＝L×E×C', ls: 'R＝L×S' } as const;
const symbol = { lec: 'D', ls: 'R' } as const;

type Band = Scale['bands'][number];
const lower = (band: Band, name: string): string => (band.over !== undefined ? `${name}＞${band.over}` : `${name}≥${band.from ?? 0}`);
const upper = (above: Band, name: string): string => (above.over !== undefined ? `${name}≤${above.over}` : `${name}＜${above.from ?? 0}`);

/** Range of a band in words, e.g. 160≤D≤320; `above` is the next higher band. */
function bandText(band: Band, above: Band | undefined, name: string): string {
  if (!above) return lower(band, name);
  if (band.over === undefined && !band.from) return upper(above, name);
  const from = band.over !== undefined ? `${band.over}＜` : `${band.from}≤`;
  return from + upper(above, name);
}

/** Ranges of a scale, highest level first. */
function scaleBands(scale: Scale): { level: string; colour: string; range: string }[] {
  return scale.bands.map((band, index) => ({
    level: term('riskLevel', band.level),
    colour: term('levelColour', levelColours[band.level]),
    range: bandText(band, scale.bands[index - 1], symbol[scale.method]),
  }));
}

/** A scale in one sentence: method, formula, ranges with colours. */
export function scaleText(scale: Scale): string {
  const bands = scaleBands(scale)
    .map(({ level, colour, range }) => `${level}风险（${colour}）${range}`)
    .join('；');
  return `${scale.title}，${methodFormula[scale.method]}。等级划分：${bands}。`;
}

/** Chinese numerals of headings, 1 to 99. */
export function chineseNumber(value: number): string {
  const digits = '零一二三四五六七八九';
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  if (tens === 0) return digits[ones]!;
  return `${tens === 1 ? '' : digits[tens]}十${ones === 0 ? '' : digits[ones]}`;
}

/** An ISO date in words; any other text as it is. */
export const dateWords = (text: string): string => (isCalendarDate(text) ? longDate(text) : text);

/** The number of a standard or an order is not parted at its blanks nor before its year: GB/T 33000-2025, 第 88 号. */
export const unbroken = (number: string): string => number.replaceAll(' ', '\u00a0').replaceAll('-', '\u2011');

/** A regulation as papers cite it: 《安全生产法》（2021 年第三次修正，主席令第 88 号）. */
export function regulationText(title: string, number: string): string {
  const [, name, edition] = /^(.+?)（([^（）]+)）$/.exec(title) ?? [undefined, title, ''];
  const details = [edition, number]
    .filter((part) => part)
    .map(unbroken)
    .join('，');
  return `《${name}》${details ? `（${details}）` : ''}`;
}

export const figureName = (key: PaperFigureKey): string => {
  if (key === 'total' || key === 'previous' || key === 'riskPoints') return term('paperFigure', key);
  return isLevelFigure(key) ? `${term('riskLevel', key)}风险` : term('comparison', key satisfies Comparison);
};
const unitOf = (key: PaperFigureKey): string => (key === 'riskPoints' ? '个' : '条');

/** Corrected figures as a paper tells them: what was counted, what was entered, why and by whom. */
export const correctionsText = (corrections: readonly FigureCorrection[]): string =>
  corrections
    .map(({ key, computed, entered, reason, by }) => {
      const why = [reason === '' ? '' : `原因：${reason}`, by === '' ? '' : `填报人：${by}`].filter((part) => part !== '').join('；');
      return `${figureName(key)}按清单统计 ${computed} ${unitOf(key)}，填报 ${entered} ${unitOf(key)}${why === '' ? '' : `（${why}）`}`;
    })
    .join('；');

/** The same as a note of its own; nothing where nothing was corrected. */
export const correctedText = (corrections: readonly FigureCorrection[]): string[] =>
  corrections.length === 0 ? [] : [`数字更正：${correctionsText(corrections)}。`];

/** Where a paper tells of a figure: how much was looked at, what came of it, what changed. */
export type FigurePart = 'scope' | 'levels' | 'changes';
const partOf = (key: PaperFigureKey): FigurePart => (key === 'riskPoints' ? 'scope' : isLevelFigure(key) ? 'levels' : 'changes');
export const correctedIn = (corrections: readonly FigureCorrection[], part: FigurePart): FigureCorrection[] =>
  corrections.filter(({ key }) => partOf(key) === part);

type RoundCorrections = readonly { field: RoundParticular; before: string; after: string; reason: string; by: string; on: string }[];
const longest = 60;
const quoted = (words: string): string => {
  const told = dateWords(words).replaceAll(/\s*\n\s*/g, ' ');
  return told === '' ? '（空）' : `“${told.length > longest ? `${told.slice(0, longest)}……` : told}”`;
};

/** 更正 of what a paper says of its round, one sentence each; long texts are told by their beginning. */
export const roundCorrectionsText = (corrections: RoundCorrections = []): string[] =>
  corrections.map(
    ({ field, before, after, reason, by, on }) =>
      `更正：${term('roundParticular', field)}原为${quoted(before)}，更正为${quoted(after)}（原因：${reason}；更正人：${by}，${longDate(on)}）。`,
  );

/** What stands small over every page of a register, so that a loose page tells whose it is. */
export const runningHead = (enterprise: string, period: string): string =>
  [enterprise, period, '单位：条'].filter((part) => part !== '').join(' · ');

/** 附件2 among several, 附件 for the only one (GB/T 9704-2012 7.3.4). */
export const annexLabel = (index: number, count: number): string => `附件${count === 1 ? '' : index + 1}`;

/** Paragraphs of a text, empty lines dropped. */
export const paragraphsOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Which edition of GB 6441 the accident types of a paper are named by. */
export function accidentsNote({ edition, kept }: AccidentsTold): string {
  if (edition === '1986') return '事故类型按 GB 6441-1986 的名称，2025 版新分的类型归入对应的旧类型。';
  const open = kept.map(({ name, count }) => `“${name}”${count} 条`).join('、');
  return `事故类型按 GB 6441-2025 的名称${open === '' ? '' : `；1986 版的${open}没有唯一对应的新类型，照原名`}。`;
}
