import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const output = join(import.meta.dirname, '..', 'dist', 'desk')

/** Puts `.gz` and `.br` beside every script and style, so that the server has nothing to compress. */
export function compressed(): Plugin {
  let folder = ''
  return {
    name: 'compressed',
    apply: 'build',
    configResolved(config) {
      folder = join(resolve(config.root, config.build.outDir), 'assets')
    },
    writeBundle() {
      for (const name of readdirSync(folder).filter((each) => /\.(js|css|svg)$/.test(each))) {
        const body = readFileSync(join(folder, name))
        writeFileSync(join(folder, `${name}.gz`), gzipSync(body, { level: 9 }))
        writeFileSync(join(folder, `${name}.br`), brotliCompressSync(body))
      }
    },
  }
}

/** While working on screens. The server turns away what another site sends: it has to see the address that the browser sees. */
export const proxy = Object.fromEntries(
  ['/api', '^/public(?:/|$)'].map((path) => [
    path,
    { target: `http://127.0.0.1:${process.env.PORT ?? 3000}`, changeOrigin: false },
  ]),
)

/** Builds the desk into `dist/desk`: hashed files, no inline script, screens apart from the first page. */
export default defineConfig({
  root: join(import.meta.dirname, 'desk'),
  plugins: [react(), compressed()],
  build: {
    outDir: output,
    emptyOutDir: true,
    // small files stay files, so that the policy for images and scripts can stay strict
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // what a screen does not use of `web/ui` is not loaded with it
      treeshake: { moduleSideEffects: [{ test: /\/web\/ui\/(?!idle)[^?]*\.tsx?$/, sideEffects: false }] },
    },
  },
  server: { proxy },
})
