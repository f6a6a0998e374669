import type { z } from 'zod';
import { between, pick } from './random';

/** What no field asks for: of other types, endless, empty, far too long, deeper than anybody reads. */
const oddities: readonly ((random: () => number) => unknown)[] = [
  () => undefined,
  () => null,
  () => Number.NaN,
  () => Infinity,
  () => 2n ** 70n,
  () => new Date(Number.NaN),
  () => new Map([[1, 2]]),
  () => new Set(['x']),
  () => Object.create(null) as unknown,
  () => JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}') as unknown,
  () => circular(),
  () => ({ length: 2 ** 32, 0: 'x' }),
  (random) => deep(between(2, 60, random)),
  (random) => between(-(2 ** 52), 2 ** 52, random),
  (random) => random() * 1e9 - 5e8,
  (random) => random() < 0.5,
  (random) => String.fromCharCode(between(0, 0xffff, random)).repeat(between(0, 40, random)),
  (random) => '长'.repeat(between(1000, 30_000, random)),
  (random) => Uint8Array.from({ length: between(0, 20, random) }, () => between(0, 255, random)),
  (random) => Array.from({ length: between(0, 4, random) }, () => odd(random)),
  (random) => Array.from({ length: between(200, 5000, random) }, () => null),
  (random) => ({ id: odd(random), [`x${between(0, 9, random)}`]: odd(random) }),
];
const odd = (random: () => number): unknown => pick(oddities, random)(random);

function circular(): unknown {
  const own: Record<string, unknown> = {};
  own['own'] = own;
  return own;
}
const deep = (levels: number): unknown => (levels === 0 ? 0 : [deep(levels - 1)]);

/**
 * Inputs that a schema refuses: oddities, its own fields filled with them, and inputs that fit with one thing spoiled.
 * @param fitting some that fit, to be spoiled
 */
export function malformed(schema: z.ZodType, fitting: readonly unknown[], count: number, random: () => number): unknown[] {
  const { shape = {} } = (schema as unknown as { _zod: { def: { shape?: object } } })._zod.def;
  const names = Object.keys(shape);
  const refused: unknown[] = [];
  for (let tries = 0; refused.length < count && tries < count * 20; tries += 1) {
    const way = random();
    const input =
      way < 0.15
        ? odd(random)
        : way < 0.3
          ? Object.fromEntries(names.filter(() => random() < 0.8).map((name) => [name, odd(random)]))
          : spoiled(structuredClone(pick(fitting, random)), random);
    if (!schema.safeParse(input).success) refused.push(input);
  }
  return refused;
}

/** The same with one value, at any depth, taken away, replaced or put into another. */
function spoiled(input: unknown, random: () => number): unknown {
  if (typeof input !== 'object' || input === null || input instanceof ArrayBuffer) return changed(input, random);
  const holder = input as Record<string, unknown>;
  const keys = Object.keys(holder);
  if (keys.length === 0) return changed(input, random);
  const key = pick(keys, random);
  if (random() < 0.2) delete holder[key];
  else holder[key] = spoiled(holder[key], random);
  return holder;
}

function changed(value: unknown, random: () => number): unknown {
  switch (between(0, 4, random)) {
    case 0:
      return [value];
    case 1:
      return { value };
    case 2:
      return typeof value === 'string' ? value + '长'.repeat(between(1, 30_000, random)) : String(value);
    default:
      return odd(random);
  }
}
