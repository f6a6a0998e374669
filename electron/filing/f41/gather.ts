import { getFiling } from '../../../db/query/filing';
import { printedPages } from '../../../db/query/submission';
import { notFound } from '../../api/failure';
import { f40Dossier, type F40Dossier } from '../f40/dossier';
import { enterpriseOf, type GatherScene } from '../gather';
import type { F41Dossier } from './dossier';

interface F41Request {
  compiledOn: string | null;
  letterId: string;
  items: F40Dossier['items'] | null;
}

/** 签收回执 to a letter: the letter itself, and the materials that were packed or that it names. */
export function gatherF41(scene: GatherScene, { compiledOn, letterId, items }: F41Request): F41Dossier {
  const letter = getFiling(scene.db, letterId);
  if (letter?.code !== 'F40') throw notFound('filing');
  const { period, recipient, documentNumber, subject, items: named } = f40Dossier.parse(JSON.parse(letter.dossier));
  return {
    schema: 'f41@1',
    catalogues: [],
    enterprise: enterpriseOf(scene),
    period,
    compiledOn,
    recipient,
    letter: letter.number,
    documentNumber,
    subject,
    items: [
      { title: letter.title, number: documentNumber || letter.number, copies: 1, pages: printedPages(scene.db, letter.number), format: '' },
      ...(items ?? named.map((item) => ({ ...item, pages: item.pages ?? printedPages(scene.db, item.number) }))),
    ],
  };
}
