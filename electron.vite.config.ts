import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const from = (place: string) => path.resolve(import.meta.dirname, place);

/** A program of its own, started by Electron or Node; only the `dependencies` of package.json stay outside it. */
const programs = {
  main: 'electron/main.ts',
  engine: 'electron/engine.ts',
  worker: 'electron/worker.ts',
  fileWorker: 'electron/fileWorker.ts',
  cli: 'electron/cli.ts',
  printer: 'electron/printer.ts',
};

// The targets are those of the oldest runtime we run on (see scripts/fallback-runtime.mjs), not of the installed electron package.
export default defineConfig({
  main: {
    build: {
      target: 'node20.18',
      sourcemap: true,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(programs).map(([name, file]) => [name, from(file)])),
        // Chunks lie beside the programs, so that import.meta.dirname is out/main in every module.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      target: 'node20.18',
      // A sandboxed preload can neither be an ES module nor require anything but electron: one CommonJS file.
      externalizeDeps: false,
      rolldownOptions: { input: { preload: from('electron/preload.ts') }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: from('renderer'),
    plugins: [react()],
    build: {
      target: 'chrome130',
      minify: true,
      outDir: from('out/renderer'),
      rolldownOptions: {
        input: from('renderer/index.html'),
        // Every file is a request to main: the frame and the two pages that a day begins with come as one, with all they import.
        output: {
          codeSplitting: {
            groups: [{ name: 'start', test: /renderer[\\/](main|features[\\/](home[\\/]HomePage|risk[\\/]RiskPage))\.tsx$/ }],
          },
        },
      },
    },
  },
});
