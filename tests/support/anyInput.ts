import fc, { type Arbitrary } from 'fast-check';
import type { z } from 'zod';

/** The part of a zod schema's definition that says what fits it. */
interface Def {
  type: string;
  innerType?: z.ZodType;
  element?: z.ZodType;
  in?: z.ZodType;
  shape?: Record<string, z.ZodType>;
  options?: z.ZodType[];
  items?: z.ZodType[];
  keyType?: z.ZodType;
  valueType?: z.ZodType;
  entries?: Record<string, string | number>;
  values?: unknown[];
  format?: string;
  checks?: {
    _zod: {
      def: { check: string; format?: string; pattern?: RegExp; minimum?: number; maximum?: number; length?: number; value?: number };
    };
  }[];
}

export interface Known {
  /** Ids of records that exist. */
  ids: readonly string[];
  /** Values for a text or number of this name, so that a path never leads anywhere but into the test's folder and most ids fit. */
  fields: Readonly<Record<string, Arbitrary<unknown>>>;
}

const words = [
  '',
  ' ',
  '钢丝绳',
  '0',
  'x',
  '2026-02-29',
  '2026-11-21',
  '2026Q4',
  '150200',
  '%',
  '_',
  '"',
  "'",
  '\\',
  '\0',
  '../..',
  '<b>',
  '𠮷',
  '__proto__',
  '重大',
  'lec@1',
];

/** Days around the round of the test, some of them impossible. */
const dates = fc.oneof(
  {
    weight: 300,
    arbitrary: fc.constantFrom(
      '2026-10-08',
      '2026-11-20',
      '2026-11-21',
      '2026-12-31',
      '2026-09-30',
      '2024-02-29',
      '1900-01-01',
      '2199-12-31',
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom('2026-02-29', '', 'x') },
);

/** Inputs that fit a schema, in every way that a page could send them and a person would not think of. */
export function anyInput(schema: z.ZodType, known: Known, name = ''): Arbitrary<unknown> {
  const def = (schema as unknown as { _zod: { def: Def } })._zod.def;
  const inner = (of: z.ZodType, as = name) => anyInput(of, known, as);
  if (Object.hasOwn(known.fields, name) && ['string', 'number'].includes(def.type)) return known.fields[name]!;
  if (def.type === 'string' && /(On|[fF]rom|day|[dD]ate|^on|dueBefore)$/.test(name)) return dates;
  switch (def.type) {
    case 'object': {
      const entries = Object.entries(def.shape!).map(([key, value]) => [key, inner(value, key)] as const);
      const optional = Object.entries(def.shape!)
        .filter(([, value]) => value.safeParse(undefined).success)
        .map(([key]) => key);
      const required = entries.map(([key]) => key).filter((key) => !optional.includes(key));
      return fc.record(Object.fromEntries(entries), { requiredKeys: required });
    }
    case 'array':
      return fc.array(inner(def.element!), { minLength: Math.min(smallest(def), 3), maxLength: 3 });
    case 'tuple':
      return fc.tuple(...def.items!.map((item) => inner(item)));
    case 'record':
      return fc.dictionary(fc.constantFrom(...words), inner(def.valueType!), { maxKeys: 3 });
    case 'union':
      return fc.oneof(...def.options!.map((option) => inner(option)));
    case 'nullable':
      return fc.option(inner(def.innerType!), { nil: null });
    case 'optional':
    case 'default':
    case 'prefault':
    case 'readonly':
    case 'nonoptional':
    case 'catch':
      return inner(def.innerType!);
    case 'pipe':
      return inner(def.in!);
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries!));
    case 'literal':
      return fc.constantFrom(...def.values!);
    case 'boolean':
      return fc.boolean();
    case 'number':
    case 'int':
      return fc
        .oneof(fc.integer({ min: -2, max: 120 }), fc.constantFrom(0, 1, 0.5, 15, 200, 201, 1e9, Number.MAX_SAFE_INTEGER, -0, 1e308, 5e-324))
        .map((value) => (isWhole(def) ? Math.trunc(value) : value));
    case 'string':
      return text(def, known);
    case 'null':
      return fc.constant(null);
    case 'custom':
      return fc.uint8Array({ maxLength: 20 }).map((bytes) => bytes.slice().buffer);
    case 'unknown':
    case 'any':
      return fc.jsonValue({ maxDepth: 2 });
    default:
      throw new Error(`no inputs for ${def.type} (${name})`);
  }
}

const checksOf = (def: Def) => (def.checks ?? []).map((check) => check._zod.def);
const smallest = (def: Def): number =>
  Math.max(
    0,
    ...checksOf(def).map(({ check, minimum, length }) => (check === 'min_length' ? minimum! : check === 'length_equals' ? length! : 0)),
  );
const isWhole = (def: Def): boolean => [def.format, ...checksOf(def).map(({ format }) => format)].some((format) => format === 'safeint');

function text(def: Def, known: Known): Arbitrary<string> {
  const checks = checksOf(def);
  const formats = [def.format, ...checks.map(({ format }) => format)];
  const pattern = checks.find(({ format }) => format === 'regex')?.pattern;
  const exact = checks.find(({ check }) => check === 'length_equals')?.length;
  if (formats.includes('uuid'))
    return fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...known.ids) }, { weight: 1, arbitrary: fc.uuid() });
  if (exact !== undefined) return fc.constantFrom('a'.repeat(exact), '0'.repeat(exact));
  const longest = Math.min(300, ...checks.map(({ check, maximum }) => (check === 'max_length' ? maximum! : 300)));
  const shortest = smallest(def);
  const fits = (value: string) => value.slice(0, longest).padEnd(shortest, '全');
  const fitting = pattern
    ? fc.stringMatching(pattern)
    : fc
        .oneof(
          fc.constantFrom(...words),
          fc.constantFrom(...known.ids),
          fc.string({ minLength: 1, maxLength: 12 }),
          fc.constant('长'.repeat(longest)),
        )
        .map(fits);
  return fc.oneof({ weight: 300, arbitrary: fitting }, { weight: 1, arbitrary: fc.constantFrom('长'.repeat(longest + 1), ...words) });
}
