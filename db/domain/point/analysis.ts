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

/** The line of a remark that keeps 标准 of a check item that stands in no list of equipment. */
const label = '检查标准：';

/** What a remark keeps for the analysis, and the rest of it. */
export function notesOf(remark: string): { standard: string; rest: string } {
  const lines = remark.split('\n');
  const at = lines.findIndex((line) => line.startsWith(label));
  const rest = lines.filter((_, index) => index !== at).join('\n');
  return { standard: at < 0 ? '' : lines[at]!.slice(label.length).trim(), rest: rest.trim() };
}

/** A remark with this standard; what else it says stays. */
export function remarkWith(remark: string, standard: string): string {
  const { rest } = notesOf(remark);
  const text = standard.replaceAll(/\s*\n\s*/g, '；').trim();
  return [rest, text === '' ? '' : label + text].filter((line) => line !== '').join('\n');
}

/** A line of an analysis: a risk, or a step for which none has been found yet. */
export interface AnalysisLine<Risk> extends AnalysisItem {
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
    if (own === undefined) return [{ item, standard, risk: null }];
    return own.map((risk) => ({ item, standard: standard || notesOf(risk.remark).standard, risk }));
  });
}
