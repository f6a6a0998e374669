import { z } from 'zod';
import { gather } from '../filing/compose';
import { filingRequest } from '../filing/request';
import { publicView } from '../filing/f09/publish';
import { refuse } from './failure';
import { task } from './procedure';

/** Texts that the public reads otherwise than the register says, for a person to word them: what the register says, what will be shown. */
export const texts = task(z.object({ request: filingRequest }), async (scene, { request }) => {
  const dossier = gather(scene, request);
  if (dossier.schema !== 'f09@1') throw refuse('publicPaper', 'request');
  return publicView(dossier).texts;
});
