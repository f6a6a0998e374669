import type { Letter } from '../document';
import { paragraphsOf } from '../wording';

/** A paper that a round sends round the house: its notice or its plan. */
export interface Circular {
  title: string;
  number: string;
  /** ISO date; null leaves it to be written by hand. */
  on: string | null;
  addressee: string;
  text: string;
}

export const composeCircular = (
  code: 'notice' | 'plan',
  { title, number, on, addressee, text }: Circular,
  enterprise: { name: string; uscc: string },
): Letter => ({
  type: 'letter',
  head: {
    code,
    title,
    draft: false,
    ...(on === null ? {} : { compiledOn: on }),
    paper: { size: 'A4', orientation: 'portrait' },
    enterprise: enterprise.name,
    uscc: enterprise.uscc,
  },
  ...(number === '' ? {} : { documentNumber: number }),
  ...(addressee === '' ? {} : { addressee }),
  blocks: paragraphsOf(text).map((paragraph) => ({ type: 'paragraph', text: paragraph })),
  sender: enterprise.name,
});
