import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts'],
          environment: 'node',
          setupFiles: ['tests/support/seed.ts'],
          testTimeout: 30_000,
        },
      },
      // Real files and databases: a process per file, because native modules and locks do not like threads that are ended.
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts', 'tests/torture/**/*.test.ts'],
          environment: 'node',
          pool: 'forks',
          setupFiles: ['tests/support/seed.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins: [react()],
        test: { name: 'component', include: ['tests/component/**/*.test.tsx'], environment: 'jsdom', testTimeout: 60_000 },
      },
    ],
  },
});
