import { execFileSync } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { expect, type ElectronApplication, type Page } from '@playwright/test';
import type { Worksheet } from 'exceljs';

const local = new Date();
/** Business date of this machine, as the application knows it. */
export const today = [local.getFullYear(), local.getMonth() + 1, local.getDate()].map((part) => String(part).padStart(2, '0')).join('-');

/** The system's own dialogs cannot be driven: they answer at once with what a person would have chosen. */
export const chooseInDialog = (app: ElectronApplication, filePaths: string[]) =>
  app.evaluate(({ dialog }, paths) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: paths });
  }, filePaths);
export const saveInDialog = (app: ElectronApplication, filePath: string) =>
  app.evaluate(({ dialog }, file) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: file });
  }, filePath);

/** Another page by its name in the navigation. */
export const goTo = (page: Page, name: string) =>
  page
    .getByRole('navigation', { name: '主导航' })
    .getByRole('link', { name, exact: true })
    .or(page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name, exact: true }))
    .click();

/** Types into a picker and takes the option. */
export async function pick(page: Page, label: string, typed: string, option: string | RegExp): Promise<void> {
  await page.getByLabel(label).click();
  await page.keyboard.type(typed);
  await page.getByRole('option', { name: option }).first().click();
}

/** Chooses files on the import page and waits for their preview. */
export async function importFiles(app: ElectronApplication, page: Page, files: string[]): Promise<void> {
  await chooseInDialog(app, files);
  await page.getByRole('button', { name: '选择文件' }).click();
  await expect(page.getByRole('tab', { name: /^全部/ })).toBeVisible({ timeout: 30_000 });
}

/** Saves an issued paper and reads it back once it is there. */
export async function saveAs(app: ElectronApplication, page: Page, format: 'Excel' | 'Word' | 'PDF', file: string): Promise<Buffer> {
  await saveInDialog(app, file);
  await page.getByRole('button', { name: `另存为 ${format}` }).click();
  await expect
    .poll(
      () =>
        stat(file).then(
          ({ size }) => size,
          () => 0,
        ),
      { timeout: 60_000 },
    )
    .toBeGreaterThan(0);
  return readFile(file);
}

/** Of poppler; the start of all tests makes sure that it is installed. */
const reader = 'pdftotext';

/** The words of a pdf without blanks. */
export const pdfText = (bytes: Uint8Array): string =>
  execFileSync(reader, ['-enc', 'UTF-8', '-', '-'], { input: bytes, encoding: 'utf8' }).replaceAll(/\s/g, '');

/** The words of a sheet. */
export const sheetText = (sheet: Worksheet): string => {
  const texts: string[] = [];
  sheet.eachRow((row) => row.eachCell((cell) => texts.push(cell.text)));
  return texts.join('\n');
};
