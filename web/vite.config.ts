import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Builds the desk into `dist/desk`: hashed files, no inline script, screens apart from the first page. */
export default defineConfig({
  root: import.meta.dirname + '/desk',
  plugins: [react()],
  build: {
    outDir: import.meta.dirname + '/../dist/desk',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // Vite's own preload helper would be an inline script only for old browsers
    modulePreload: { polyfill: false },
    rolldownOptions: {
      treeshake: { moduleSideEffects: [{ test: /\/web\/ui\/.*\.tsx?$/, sideEffects: false }] },
    },
  },
  server: { proxy: { '/api': `http://127.0.0.1:${process.env.PORT ?? 3000}` } },
})
