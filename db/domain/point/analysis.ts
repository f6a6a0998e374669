/** 工作危害分析 goes through the steps of a job, 安全检查表分析 through the check items of equipment or a place (handbook 3.2.2). */
export const analyses = ['JHA', 'SCL'] as const;
export type Analysis = (typeof analyses)[number];

/** How a risk point is usually analysed. */
export const analysisOfKind = (kind: string): Analysis => (kind === 'activity' ? 'JHA' : 'SCL');

/** A step or check item and what is demanded of it; steps have no standard. */
export interface AnalysisItem {
  item: string;
  standard: string;
}

/** What an analysis says of a risk besides the fields of the register. Both stand in its remark, each on a line under its own label. */
export interface AnalysisNotes {
  /** 建议新增措施 */
  suggested: string;
  /** 标准 of a check item that stands in no list of equipment. */
  standard: string;
}
const labels = { standard: '检查标准：', suggested: '建议新增措施：' } as const satisfies Record<keyof AnalysisNotes, string>;
const noteNames = Object.keys(labels) as (keyof AnalysisNotes)[];

/** What a remark keeps for the analysis, and the rest of it. */
export function notesOf(remark: string): AnalysisNotes & { rest: string } {
  const found = { suggested: '', standard: '', rest: '' };
  const rest: string[] = [];
  for (const line of remark.split('\n')) {
    const name = noteNames.find((known) => line.startsWith(labels[known]) && found[known] === '');
    if (name === undefined) rest.push(line);
    else found[name] = line.slice(labels[name].length).trim();
  }
  return { ...found, rest: rest.join('\n').trim() };
}

/** A remark with these notes; what else it says stays. */
export function remarkWith(remark: string, notes: Partial<AnalysisNotes>): string {
  const { rest, ...before } = notesOf(remark);
  const now = { ...before, ...notes };
  const lines = noteNames.flatMap((name) => {
    const text = now[name].replaceAll(/\s*\n\s*/g, '；').trim();
    return text === '' ? [] : [labels[name] + text];
  });
  return [...(rest === '' ? [] : [rest]), ...lines].join('\n');
}

/** A line of an analysis: a risk, or a step for which none has been found yet. */
export interface AnalysisLine<Risk> extends AnalysisItem {
  suggested: string;
  risk: Risk | null;
}

/** Lines in the order of the steps or check items; what the risks name besides comes after them. */
export function analysisLines<Risk extends { step: string; remark: string }>(
  items: readonly AnalysisItem[],
  risks: readonly Risk[],
): AnalysisLine<Risk>[] {
  const byStep = new Map<string, Risk[]>();
  for (const risk of risks) byStep.set(risk.step, [...(byStep.get(risk.step) ?? []), risk]);
  const known = new Map(items.map((item) => [item.item, item]));
  const all = [...known.values(), ...[...byStep.keys()].filter((step) => !known.has(step)).map((item) => ({ item, standard: '' }))];
  return all.flatMap(({ item, standard }): AnalysisLine<Risk>[] => {
    const own = byStep.get(item);
    if (own === undefined) return [{ item, standard, suggested: '', risk: null }];
    return own.map((risk) => {
      const notes = notesOf(risk.remark);
      return { item, standard: standard || notes.standard, suggested: notes.suggested, risk };
    });
  });
}
