import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { api } from '../../electron/api/index';

it('buttons and forms ask for procedures that there are', () => {
  const root = path.resolve(import.meta.dirname, '../../renderer');
  const asked = globSync('**/*.tsx', { cwd: root }).flatMap((file) =>
    [...readFileSync(path.join(root, file), 'utf8').matchAll(/needs="([^"]+)"/g)].map(([, name]) => name!),
  );
  expect(asked.length).toBeGreaterThan(30);
  expect(asked.filter((name) => !Object.hasOwn(api, name))).toEqual([]);
});
