import { analyses, type Analysis } from '../../db/domain/point/analysis';
import type { FileOptions } from './paperOptions';
import { pointsNamed } from './register';
import type { TerminalSession } from './session';
import { UsageFault } from './usage';

/** The analysis that is meant by JHA, jha or SCL. */
export const analysisNamed = (wanted: string): Analysis | undefined => analyses.find((known) => known === wanted.toUpperCase());

/** Writes the record of a JHA or SCL of the risk points named, one sheet for each. */
export async function fileAnalysis(session: TerminalSession, analysis: Analysis, options: FileOptions): Promise<void> {
  const { out, point = [], format = 'xlsx', compiledOn = null, analyst = '', reviewer = '', approver = '', paper = 'A3' } = options;
  if (point.length === 0) throw new UsageFault(`${analysis} 要指明风险点：--point 名称，可写多次`);
  const size = (['A4', 'A3'] as const).find((known) => known === paper.toUpperCase());
  if (size === undefined) throw new UsageFault('--paper 只能是 A4、A3');
  const formats = format.split(/[,，]/).map((word) => {
    const known = (['xlsx', 'pdf'] as const).find((one) => one === word.trim().toLowerCase());
    if (known === undefined) throw new UsageFault(`${analysis} 的格式只能是：xlsx、pdf`);
    return known;
  });
  const pointIds = await pointsNamed(session, point);
  const folder = await session.prepareFor(formats, out);
  const files: (string | null)[] = [];
  for (const one of formats)
    files.push(
      (
        await session.call('analysis.print', {
          analysis,
          pointIds,
          analysedOn: compiledOn,
          analyst,
          reviewer,
          approver,
          size,
          format: one,
          file: folder,
        })
      ).file,
    );
  session.print({ analysis, points: pointIds.length, files }, files.map(String));
}
