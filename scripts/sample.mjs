/**
 * Writes resources/samples/machinery.json from the hand-written sources in scripts/sample: the same sources always give
 * the same file. Texts are only put together here, never invented; names, numbers and dates of people are invented there
 * or drawn from a fixed seed.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { organization } from './sample/organization.mjs';
import { plan } from './sample/plan.mjs';
import { register } from './sample/register.mjs';
import { rounds } from './sample/rounds.mjs';
import { json, need, source } from './sample/source.mjs';
import { staff } from './sample/staff.mjs';

export function buildSample() {
  const org = organization();
  const rows = register(org);
  const { rounds: history, lastDates } = rounds(org, rows);
  const risks = rows
    .filter((row) => !row.removed)
    .map(({ risk }) => ({ ...risk, assessedOn: need(lastDates[risk.department], `date of ${risk.department}`) }));
  const { enterprise, ...head } = json('enterprise.json');
  return {
    ...head,
    enterprise: { ...enterprise, headcount: org.people.filter((one) => one.leftOn === undefined).length },
    departments: org.departments,
    posts: org.posts,
    people: org.people,
    risks,
    majors: source('major.txt').map((line) => {
      const [riskNo, monitoring, impactScope] = line.split('|');
      return { riskNo, monitoring, impactScope };
    }),
    ...plan(rows.filter((row) => !row.removed)),
    staff: staff(org),
    rounds: history,
  };
}

/** One line a row, so that a change of the sources is a readable diff. */
export function sampleText(sample) {
  const lists = ['departments', 'posts', 'people', 'risks', 'majors', 'zones'];
  const parts = Object.entries(sample).map(([key, value]) =>
    lists.includes(key)
      ? `  ${JSON.stringify(key)}: [\n${value.map((row) => `    ${JSON.stringify(row)}`).join(',\n')}\n  ]`
      : `  ${JSON.stringify(key)}: ${JSON.stringify(value, null, key === 'rounds' || key === 'staff' ? 1 : undefined).replaceAll('\n', '\n  ')}`,
  );
  return `{\n${parts.join(',\n')}\n}\n`;
}

export const samplePath = path.join(import.meta.dirname, '../resources/samples/machinery.json');

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const sample = buildSample();
  writeFileSync(samplePath, sampleText(sample));
  console.log(`示例：${sample.people.length} 人、${sample.risks.length} 条风险、${sample.rounds.length} 轮评估`);
}
