import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** These replace modules or change their process: each has one of its own. The others of their kind share what they load. */
const apart = {
  unit: ['tests/unit/electron/window.test.ts'],
  integration: [
    'tests/integration/fuzz.test.ts',
    'tests/integration/intakeFaultDisk.test.ts',
    'tests/integration/terminalPackage.test.ts',
    'tests/torture/**/*.test.ts',
  ],
  component: ['tests/component/paperPages.test.tsx'],
};
const node = { environment: 'node' as const, setupFiles: ['tests/support/place.ts', 'tests/support/seed.ts'] };
// Real files and databases: processes, because native modules and locks do not like threads that are ended.
const records = { ...node, pool: 'forks' as const, testTimeout: 60_000, hookTimeout: 60_000 };
const page = { environment: 'jsdom' as const, setupFiles: ['tests/support/place.ts', 'tests/component/browser.ts'], testTimeout: 60_000 };

export default defineConfig({
  test: {
    // By default one core is left to somebody else, which of two is half.
    maxWorkers: '100%',
    projects: [
      { test: { ...node, name: 'unit', include: ['tests/unit/**/*.test.ts'], exclude: apart.unit, isolate: false, testTimeout: 30_000 } },
      { test: { ...node, name: 'unit apart', include: apart.unit } },
      {
        test: { ...records, name: 'integration', include: ['tests/integration/**/*.test.ts'], exclude: apart.integration, isolate: false },
      },
      { test: { ...records, name: 'integration apart', include: apart.integration } },
      {
        plugins: [react()],
        test: { ...page, name: 'component', include: ['tests/component/**/*.test.tsx'], exclude: apart.component, isolate: false },
      },
      { plugins: [react()], test: { ...page, name: 'component apart', include: apart.component } },
    ],
  },
});
