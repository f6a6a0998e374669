import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { newWorkspace } from '../support/workspace';

const folder = `${mkdtempSync(path.join(tmpdir(), 'anze-图片 '))}${path.sep}`;
const bytesOf = (text: string) => new TextEncoder().encode(text).slice().buffer;

test('a chart is saved under its title; what is no picture of its kind is refused', async () => {
  const { call, fail } = await newWorkspace();
  const svg = { name: '等级流向 2026/3—4', kind: 'svg' as const, file: folder };
  const { file } = await call('picture.save', { ...svg, bytes: bytesOf('<svg xmlns="http://www.w3.org/2000/svg"/>') });
  expect(path.dirname(file!)).toBe(path.resolve(folder));
  expect(path.basename(file!)).toMatch(/^等级流向 2026.3—4\.svg$/);
  expect(readFileSync(file!, 'utf8')).toBe('<svg xmlns="http://www.w3.org/2000/svg"/>');
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).slice().buffer;
  expect((await call('picture.save', { ...svg, kind: 'png', bytes: png })).file).toMatch(/\.png$/);
  for (const wrong of [
    { ...svg, bytes: png },
    { ...svg, kind: 'png', bytes: bytesOf('<svg />') },
    { ...svg, bytes: bytesOf('<script>') },
  ])
    expect(await fail('picture.save', wrong)).toMatchObject({ code: 'INVALID', findings: [{ rule: 'attachmentPicture' }] });
});
