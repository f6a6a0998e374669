import { z } from 'zod';
import { analyses } from '../../db/domain/point/analysis';
import { id, isoDate, text } from '../../db/domain/field';
import { analysisTitles, composeAnalysis } from '../filing/analysis/compose';
import { gatherAnalysis } from '../filing/analysis/gather';
import { safeFileName } from '../workspace/file';
import { bytesOf, copyTo } from './paper';
import { task } from './procedure';

const name = text(100).default('');

/** Writes the records of JHA or SCL of some risk points, to be signed; `file` empty asks the user where. */
export const print = task(
  z.object({
    analysis: z.enum(analyses),
    pointIds: z.array(id).min(1).max(500),
    analysedOn: isoDate.nullable().default(null),
    analyst: name,
    reviewer: name,
    approver: name,
    size: z.enum(['A4', 'A3']).default('A3'),
    format: z.enum(['xlsx', 'pdf']),
    file: z.string().max(2000),
  }),
  async (scene, { format, file, size, ...asked }) => {
    const paper = scene.db.snapshot(() => gatherAnalysis(scene, asked));
    const document = composeAnalysis(paper, size);
    scene.progress(undefined, 'render');
    const bytes = await bytesOf(scene, document, format);
    const [first] = paper.points;
    const which = paper.points.length === 1 ? first!.point.name : `${first!.point.name}等 ${paper.points.length} 个`;
    return { file: await copyTo(scene, file, safeFileName(`${analysisTitles[asked.analysis]} ${which}.${format}`), bytes) };
  },
);
