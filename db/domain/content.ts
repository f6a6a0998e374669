import { z } from 'zod';
import { enterpriseFlags, enterpriseScales } from './enterprise/enterprise';
import { controlLevels } from './risk/risk';
import { riskLevels } from './risk/scale';
import { ruleKinds } from './rule';

/** How well a statement is founded. `unverified` never becomes a rule that blocks; `house` is a convention of this product, never shown as law. */
const confidence = z.enum(['verified', 'secondhand', 'knowledge', 'unverified', 'house']);

const checkCycles = ['beforeWork', 'shift', 'daily', 'weekly', 'tenDays', 'monthly', 'quarterly', 'halfYearly', 'yearly'] as const;
/** Switches of the enterprise that decide which duties and rules apply: those it states today and those still to come. */
const enterpriseSwitches = [...enterpriseFlags, 'hasMajorHazardSource', 'hasAmmonia', 'hasCoalGas', 'isFundObliged'] as const;
const subjects = [
  'enterprise',
  'organization',
  'responsibility',
  'risk',
  'round',
  'hazard',
  'training',
  'certificate',
  'project',
  'plan',
  'drill',
  'duty',
  'filing',
  'fund',
  'standardization',
  'accident',
  'equipment',
  'health',
  'contractor',
  'permit',
] as const;

export const text = z.string().trim().min(1);
export const date = z.iso.date();
/** A day, or only the month or year where no more is known. */
const looseDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/);
export const regionCode = z.string().regex(/^\d{6}$/);
export const accidentCode = z.string().regex(/^WSA1\d{4}$/);
const regulationId = z.string().regex(/^[RS]\d{2}$/);
const dutyId = z.string().regex(/^[DEO]\d{2}$/);
const ruleId = z.string().regex(/^V\d{2,3}$/);
export const versioned = { id: z.string().regex(/^[a-z0-9-]+@\d+$/), title: text, source: text, confidence };

export const accidentTypesSchema = z.strictObject({
  ...versioned,
  regulation: regulationId,
  inForceFrom: date,
  /** `former` is the type of GB 6441-1986 to print for a receiver that still asks for it. */
  types: z.array(z.strictObject({ code: accidentCode, name: text, former: text })),
  mappingNote: text,
  /** More than one target means that a person has to choose. */
  formerTypes: z.array(z.strictObject({ name: text, to: z.array(accidentCode).min(1) })),
  severities: z.array(z.strictObject({ code: z.string().regex(/^WSA2\d{4}$/), name: text })),
});

export const hazardFactorsSchema = z.strictObject({
  ...versioned,
  regulation: regulationId,
  inForceFrom: date,
  /** Shape of a code of any depth. */
  codePattern: text,
  classes: z.array(
    z.strictObject({ code: z.string().regex(/^[1-4]$/), id: z.enum(['person', 'object', 'environment', 'management']), name: text }),
  ),
});

export const elementsSchema = z.strictObject({
  ...versioned,
  regulation: regulationId,
  inForceFrom: date,
  inForceTo: date.optional(),
  elements: z.array(
    z.strictObject({
      code: z.string().regex(/^\d+(\.\d+)*$/),
      title: text,
      parent: text.nullable(),
      subjects: z.array(z.enum(subjects)).optional(),
    }),
  ),
});

export const sectorsSchema = z.strictObject({
  ...versioned,
  sectors: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-zA-Z]+$/),
      name: text,
      /** Divisions of GB/T 4754 that suggest the sector; the user decides. */
      industryDivisions: z.array(z.string().regex(/^\d{2}$/)),
      defaults: z.partialRecord(z.enum(enterpriseSwitches), z.boolean()),
      /** Switches that are asked, never assumed. */
      ask: z.array(z.enum(enterpriseSwitches)),
      /** Whether a grading standard of work safety standardization exists for it. */
      gradable: z.boolean(),
      fundClass: text.optional(),
      note: text.optional(),
    }),
  ),
});

const metric = z.enum(['headcount', 'revenue', 'assets']);
export const enterpriseSizeSchema = z.strictObject({
  ...versioned,
  units: z.record(metric, text),
  metricNames: z.record(metric, text),
  sizeNames: z.record(z.enum(enterpriseScales), text),
  /** Floors, largest size first; headcount in persons, money in 万元. A size is reached when all its floors are. */
  categories: z.array(
    z.strictObject({
      id: text,
      name: text,
      scope: text,
      metrics: z.array(metric).min(1),
      bands: z
        .array(
          z.strictObject({
            size: z.enum(enterpriseScales),
            headcount: z.number().optional(),
            revenue: z.number().optional(),
            assets: z.number().optional(),
          }),
        )
        .length(4),
    }),
  ),
  reasons: z.strictObject({ reached: text, steppedDown: text, micro: text, missing: text }),
});

export const controlLevelsSchema = z.strictObject({
  ...versioned,
  levels: z.array(z.strictObject({ id: z.enum(controlLevels), name: text, rank: z.number().int() })),
  /** `lowest` is the lowest control level that V06 accepts. */
  defaults: z
    .array(z.strictObject({ riskLevel: z.enum(riskLevels), controlLevel: z.enum(controlLevels), lowest: z.enum(controlLevels) }))
    .length(riskLevels.length),
});

export const checkCyclesSchema = z.strictObject({
  ...versioned,
  cycles: z.array(
    z.strictObject({ id: z.enum(checkCycles), name: text, days: z.number().int().optional(), months: z.number().int().optional() }),
  ),
  defaults: z.array(z.strictObject({ controlLevel: z.enum(controlLevels), cycle: z.enum(checkCycles) })).length(controlLevels.length),
});

export const holidaysSchema = z.strictObject({
  ...versioned,
  year: z.number().int(),
  /** First and last day off, both included. */
  holidays: z.array(z.strictObject({ name: text, from: date, to: date })),
  /** Days of a weekend on which people work. */
  workdays: z.array(z.strictObject({ date, for: text })),
});

export const regionsSchema = z.strictObject({
  ...versioned,
  regions: z.array(
    z.strictObject({
      code: regionCode,
      name: text,
      parent: regionCode.nullable(),
      level: z.enum(['nation', 'province', 'prefecture', 'county']),
    }),
  ),
});

export const citation = z.strictObject({ regulation: regulationId, article: text.optional() });

export const regulationsSchema = z.strictObject({
  id: versioned.id,
  title: text,
  regulations: z.array(
    z.strictObject({
      id: regulationId,
      title: text,
      number: text.nullable(),
      category: z.enum([
        'law',
        'administrativeRegulation',
        'departmentalRule',
        'normativeDocument',
        'localRegulation',
        'standard',
        'policy',
      ]),
      /** Only where it does not apply to the whole country. */
      region: regionCode.optional(),
      inForceFrom: looseDate.nullable(),
      inForceTo: looseDate.nullable(),
      /** Duties in own words, never the text of the law. */
      articles: z.array(z.strictObject({ article: text, duty: text })),
      confidence: z.enum(['verified', 'secondhand', 'knowledge', 'unverified']),
      note: text.optional(),
    }),
  ),
});

/** What an enterprise must be for a duty or a rule to concern it; every given part has to hold. */
const condition = z.strictObject({
  anyFlag: z.array(z.enum(enterpriseSwitches)).optional(),
  noFlag: z.array(z.enum(enterpriseSwitches)).optional(),
  regions: z.array(regionCode).optional(),
  exceptRegions: z.array(regionCode).optional(),
  sectors: z.array(text).optional(),
  sizeAtLeast: z.enum(enterpriseScales).optional(),
  healthHazard: z.array(z.enum(['general', 'serious'])).optional(),
  headcountOver: z.number().int().optional(),
  headcountAtMost: z.number().int().optional(),
  /** A register that must hold something: vehicles, contractors … */
  holds: z.array(z.enum(subjects)).optional(),
});

export const dutiesSchema = z.strictObject({
  id: versioned.id,
  title: text,
  duties: z.array(
    z.strictObject({
      id: dutyId,
      /** D periodic, E on an event, O standing. */
      type: z.enum(['periodic', 'event', 'standing']),
      title: text,
      /** Whom it concerns, in words; `when` is the same for the program, absent for everyone. */
      applies: text,
      when: condition.optional(),
      who: text,
      kind: z.enum(['statutory', 'policy', 'house']),
      period: z.strictObject({
        text,
        /** Where the period comes from: a statutory duty may have a house default. */
        kind: z.enum(['statutory', 'policy', 'house']),
        every: z
          .strictObject({ count: z.number().int().min(1), unit: z.enum(['shift', 'day', 'week', 'month', 'quarter', 'halfYear', 'year']) })
          .optional(),
        /** Time allowed after (or, negative, before) the event that starts it. */
        within: z.strictObject({ count: z.number().int(), unit: z.enum(['minute', 'day', 'workday', 'month']), of: text }).optional(),
        /** Fixed last days, MM-DD. */
        deadlines: z.array(z.string().regex(/^\d{2}-\d{2}$/)).optional(),
      }),
      basis: z.array(citation),
      /** The record that proves it, and the subject that keeps it. */
      evidence: text,
      subject: z.enum(subjects),
      confidence,
      note: text.optional(),
    }),
  ),
});

export const rulesSchema = z.strictObject({
  id: versioned.id,
  title: text,
  rules: z.array(
    z
      .strictObject({
        id: ruleId,
        meaning: text,
        subject: z.enum(subjects),
        kind: z.enum(ruleKinds),
        basis: z.array(citation),
        when: condition.optional(),
        /** Expires with the policy that it rests on. */
        until: date.optional(),
        status: z.enum(['implemented', 'later']),
        /** Why not yet: the register that has to exist first. */
        reason: text.optional(),
        note: text.optional(),
      })
      .refine((rule) => (rule.status === 'later') === (rule.reason !== undefined), {
        error: 'a rule that is not implemented names its reason, an implemented one has none',
      }),
  ),
});

/** Overrides of one place, never a copy of the national rules. Merged from the nation down; the stricter value wins. */
export const regionPackSchema = z.strictObject({
  code: regionCode,
  name: text,
  parent: regionCode.nullable(),
  source: text,
  /** Codes of the policy documents it is taken from. */
  basis: z.array(regulationId),
  sourceDate: looseDate.nullable(),
  kind: z.enum(['statutory', 'policy', 'house']),
  /** Regulations that prevail where they say otherwise. */
  precededBy: z.array(regulationId),
  overrides: z.strictObject({
    riskReviewPeriod: z.enum(['quarter', 'year']).optional(),
    rules: z.record(ruleId, z.enum(['on', 'off'])).optional(),
    /** Duties in force here, also those that their own condition would not select. */
    duties: z.array(dutyId).optional(),
  }),
  notes: z.array(text),
});
