import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { launch, type Launched } from '../support/electron';
import { newWorkspace } from '../support/workspace';

const pages = [
  '/',
  '/responsibility',
  '/performance',
  '/performance/dossier',
  '/letter',
  '/letter/target',
  '/appraisal',
  '/appraisal/leader',
  '/appraisal/trend',
  '/committee',
  '/committee/resolution',
  '/staffing',
  '/trace',
  '/risk',
  '/point',
  '/map',
  '/card',
  '/analysis',
  '/intake',
  '/round',
  '/round/past',
  '/filing',
  '/submission',
  '/authority',
  '/form',
  '/review',
  '/enterprise',
  '/department',
  '/post',
  '/person',
  '/appointment',
  '/chart',
  '/handover',
  '/evidence',
  '/account',
  '/audit',
  '/backup',
  '/recycle',
  '/setting',
];

let launched: Launched;
test.beforeAll(async () => {
  const workspace = await newWorkspace({ way: 'sample' });
  await workspace.host.close();
  launched = await launch({ workspace: workspace.folder });
});
test.afterAll(() => launched.close());

/** Every page says what it is in one heading, and holds still before it is looked at. */
async function visit(page: Page, path: string): Promise<void> {
  await page.goto(`app://anze/index.html#${path}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

for (const scheme of ['light', 'dark'] as const) {
  for (const path of pages) {
    test(`${path} can be used by everybody, ${scheme}`, async () => {
      const { page } = launched;
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await visit(page, path);
      // Electron knows no second page in a context, which axe would use otherwise.
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
      expect(
        violations.map(
          ({ id, nodes }) =>
            `${id}: ${nodes
              .slice(0, 3)
              .map((node) => node.html)
              .join(' | ')}`,
        ),
      ).toEqual([]);
    });
  }
}

test('no page complained', () => expect(launched.errors).toEqual([]));
