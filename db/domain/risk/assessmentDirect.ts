import { z } from 'zod';

/** A clause by which a risk is 重大 whatever its score (handbook 3.2.5, 9.6). */
export interface DirectClause {
  /** As a risk stores it: `direct-general@1/a`. */
  id: string;
  text: string;
  basis: string;
  /** In law or a mandatory standard: the risk stays 重大 until the condition itself is gone. */
  statutory: boolean;
}

export interface DirectCatalogue {
  id: string;
  title: string;
  source: string;
  clauses: DirectClause[];
}

/** That the condition of a statutory clause is gone: since when, and what shows it. */
export interface Cleared {
  on: string;
  evidence: string;
}

export const clauseOf = (catalogues: readonly DirectCatalogue[], id: string): DirectClause | undefined =>
  id === '' ? undefined : catalogues.flatMap(({ clauses }) => clauses).find((clause) => clause.id === id);

const text = z.string().trim().min(1);

/** A versioned catalogue, `resources/catalogues/<id>.json`; none of its clauses is in force unless it is chosen. */
export const directSchema = z.strictObject({
  id: z.string().regex(/^direct-[a-z]+@\d+$/),
  title: text,
  /** Where the clauses come from, in words for the user. */
  source: text,
  confidence: z.enum(['verified', 'secondhand', 'knowledge']),
  clauses: z
    .array(
      z.strictObject({
        code: z.string().regex(/^[a-z]$/),
        text,
        basis: text,
        /** Code of the law or standard. */
        regulation: z
          .string()
          .regex(/^R\d{2}$/)
          .optional(),
        statutory: z.boolean(),
      }),
    )
    .min(1),
});
