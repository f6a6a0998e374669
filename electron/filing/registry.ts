import { z } from 'zod';
import { filingCodes, type FilingCode } from '../../db/domain/filing/filing';

/** How often a paper falls due by itself; `round` after each assessment, `event` when something happens. */
const cadences = ['month', 'quarter', 'halfYear', 'year', 'threeYears', 'round', 'event'] as const;

const form = z.strictObject({
  code: z.string().regex(/^F\d{2}$/),
  title: z.string().min(1),
  receiver: z.string().min(1),
  cadence: z.enum(cadences),
  /** When it is due, in words. */
  trigger: z.string().min(1),
  contents: z.string().min(1),
  /** Who signs and seals, in words; empty where nobody does. */
  signatures: z.string(),
  formats: z.array(z.enum(['xlsx', 'docx', 'pdf', 'zip', 'json'])).min(1),
  /** Basis in words; empty where nothing obliges. */
  basis: z.string(),
  /** Ids of the regulations and policies that `basis` names. */
  regulations: z.array(z.string().regex(/^[RS]\d{2}$/)),
});

/** The list of everything that can be asked for, `resources/forms/filings.json`. */
const filingFormsSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+@\d+$/),
  title: z.string(),
  filings: z.array(form).min(1),
});

export type FilingForm = z.infer<typeof form> & {
  /** Whether the application composes it. */
  available: boolean;
};

const isComposed = (code: string): code is FilingCode => (filingCodes as readonly string[]).includes(code);

/**
 * The registry of filings from the parsed content of `resources/forms/filings.json`.
 * @throws ZodError when the content is broken
 */
export const filingForms = (content: unknown): FilingForm[] =>
  filingFormsSchema.parse(content).filings.map((entry) => ({ ...entry, available: isComposed(entry.code) }));
