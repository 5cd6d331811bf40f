import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Two pages: the workbench, and the states alone. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  // The components are outside of this folder.
  server: { host: '127.0.0.1', fs: { allow: [resolve(import.meta.dirname, '../..')] } },
  build: {
    outDir: '../../dist/gallery',
    emptyOutDir: true,
    rolldownOptions: {
      input: ['index.html', 'sheet.html'].map((page) => resolve(import.meta.dirname, page)),
    },
  },
});
