import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { readChild } from '../../scripts/child.mjs';
import { inBytes } from '../support/inBytes';
import { unzip } from '../unit/filing/archive';

const root = path.resolve(import.meta.dirname, '../..');
const mobile = /(?<!\d)1[3-9]\d{9}(?!\d)/g;
const contact = '13911112222';

test('personal data that an authority must not see stands in no byte of the printed package', async () => {
  test.setTimeout(600_000);
  const folder = mkdtempSync(path.join(tmpdir(), 'anze-遮盖 '));
  const anze = async (...args: string[]) => {
    const told = await readChild(
      process.execPath,
      [path.join(root, 'scripts/anze.mjs'), ...args, '--workspace', path.join(folder, '工作区'), '--json'],
      {
        cwd: root,
      },
    );
    return JSON.parse(told.slice(told.indexOf('{'))) as Record<string, unknown>;
  };
  await anze('init', '--sample');
  await anze('authority', 'add', '鹿原县应急管理局');
  await anze(
    'authority',
    'profile',
    '鹿原县应急管理局',
    '--paper',
    'F07:pdf',
    '--paper',
    'F08:pdf,docx',
    '--mask',
    '手机号,姓名',
    '--receipt',
  );
  const stated = ['--out', path.join(folder, '报送'), '--compiled-on', '2026-10-20', '--contact-phone', contact];
  const draft = await anze('file', 'F08', '--format', 'pdf', '--draft', ...stated);
  const shown = await inBytes(readFileSync((draft['files'] as string[])[0]!));
  expect(new Set(shown.match(mobile)).size).toBeGreaterThan(1);

  const packed = await anze('package', '--profile', '鹿原县应急管理局', '--contact-name', '薛建平', '--reason', '试验', ...stated);
  const zip = readFileSync((packed['volumes'] as { file: string }[])[0]!.file);
  expect([...(await unzip(zip)).keys()].filter((name) => name.endsWith('.pdf'))).toHaveLength(5);
  const text = await inBytes(zip);
  expect([...new Set(text.match(mobile))]).toEqual([contact]);
  expect(text).toMatch(/138\*{4}\d{4}/);
  const { rows } = (await anze('list', 'risk', '--limit', '200')) as { rows: { owner: string }[] };
  const owners = new Set(rows.map(({ owner }) => owner).filter((owner) => /^\p{Script=Han}{3}$/u.test(owner)));
  expect(owners.size).toBeGreaterThan(5);
  // Whoever answers for the risks of the company itself is named, because the report asks for 责任领导.
  expect([...owners].filter((owner) => text.includes(owner)).length).toBeLessThan(owners.size / 4);
});
