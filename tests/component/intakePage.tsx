import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect } from 'vitest';
import { noShell } from '../../electron/workspace/shell';
import IntakePage from '../../renderer/features/intake/IntakePage';
import { mountPage } from './engine';
import { serveWorkspace } from './realWorkspace';

/** A folder for files; it goes with the test file. */
export const newFolder = (): string => mkdtempSync(path.join(tmpdir(), 'anze-导入 '));
/** A file to be chosen in the system's dialog. */
export function file(name: string, bytes: Uint8Array): string {
  const target = path.join(newFolder(), name);
  writeFileSync(target, bytes);
  return target;
}

/** The page over a real workspace; the dialogs of the system answer what `dialogs` says at the time. */
export async function open(files: string[] = []) {
  const dialogs = { files, save: null as string | null };
  const workspace = await serveWorkspace({
    shell: { ...noShell, chooseFiles: () => Promise.resolve(dialogs.files), chooseSave: () => Promise.resolve(dialogs.save) },
  });
  window.location.hash = '#/intake';
  mountPage(<IntakePage />);
  const user = userEvent.setup();
  const choose = async () => {
    await user.click(await screen.findByRole('button', { name: '选择文件' }));
    await screen.findByRole('tab', { name: /全部/ });
  };
  return { ...workspace, dialogs, user, choose };
}

export const headline = () => screen.getByText(/^您的表里/).textContent;
export const count = (name: string) => Number(/\d+/.exec(screen.getByRole('tab', { name: new RegExp(`^${name}`) }).textContent ?? '')?.[0]);
/** Imports as soon as nothing is being read any more; the line that says what was done. */
export async function commit(user: ReturnType<typeof userEvent.setup>, rows: number): Promise<string | null> {
  const button = await screen.findByRole<HTMLButtonElement>('button', { name: `导入 ${rows} 条` });
  await waitFor(() => expect(button.disabled).toBe(false));
  await user.click(button);
  return (await screen.findByText(/^已导入 \d/)).parentElement?.textContent ?? null;
}
export const listed = async (call: Awaited<ReturnType<typeof open>>['call']) =>
  (await call('risk.list', { offset: 0, limit: 200, sort: { by: 'riskNo', descending: false }, filter: {} })).rows;
