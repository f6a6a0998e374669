import { expect, test } from 'vitest';
import type { Register } from '../../../electron/filing/document';
import { previewRows, shortened } from '../../../electron/filing/shorten';

const register = (rows: number): Register => ({
  type: 'register',
  head: { code: 'F07', title: '清单', draft: true, paper: { size: 'A3', orientation: 'landscape' }, enterprise: '示范厂' },
  sections: [
    {
      title: '清单',
      table: { columns: [{ key: 'no', title: '序号', width: 4 }], rows: Array.from({ length: rows }, (_, at) => [at + 1]) },
    },
  ],
});

test('a preview shows the first rows and says how many there are', () => {
  const long = register(previewRows + 400);
  const [section] = (shortened(long) as Register).sections;
  expect(section!.table.rows).toHaveLength(previewRows);
  expect(section!.notes?.[0]).toContain(`共 ${previewRows + 400} 行`);
  expect(long.sections[0]!.table.rows).toHaveLength(previewRows + 400);
});

test('a paper that fits stays as it is', () => {
  const whole = register(previewRows);
  expect(shortened(whole)).toBe(whole);
});
