import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { compressed, proxy } from './vite.config.ts'

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8')) as { version: string }

/**
 * Builds the phone's app into `dist/phone`, served below `/phone/`. The worker of the browser keeps the app itself and
 * nothing else: what people are is kept by the engine, encrypted.
 */
export default defineConfig({
  root: join(import.meta.dirname, 'phone'),
  base: '/phone/',
  define: { __PHONE_VERSION__: JSON.stringify(version) },
  plugins: [
    react(),
    compressed(),
    VitePWA({
      // A newer app waits until its user says so: nobody loses a page to a reload.
      registerType: 'prompt',
      // Our own script registers it; an inline one would be turned away.
      injectRegister: false,
      scope: '/phone/',
      filename: 'sw.js',
      manifestFilename: 'manifest.webmanifest',
      includeManifestIcons: false,
      manifest: {
        id: '/phone/',
        name: '归途 外勤',
        short_name: '归途',
        description: '街面巡查、救助交接：没有网络照常记',
        lang: 'zh-CN',
        start_url: '/phone/',
        scope: '/phone/',
        display: 'standalone',
        background_color: '#f5f4f0',
        theme_color: '#2a3038',
        icons: [
          { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: 'icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: 'icon-mask.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
      workbox: {
        globPatterns: ['**/*.{js,css,html,svg}', 'icon-192.png'],
        navigateFallback: '/phone/index.html',
        navigateFallbackAllowlist: [/^\/phone(\/|$)/],
        navigateFallbackDenylist: [/^\/api\//, /^\/phone\/assets\//],
        cleanupOutdatedCaches: true,
        // The very first page is kept at once: the first shift may begin without a reload.
        clientsClaim: true,
        inlineWorkboxRuntime: true,
        sourcemap: false,
        runtimeCaching: [],
      },
    }),
  ],
  build: {
    outDir: join(import.meta.dirname, '..', 'dist', 'phone'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Phones of the office are old; what is older is told so in words that it can still read.
    target: ['es2020', 'chrome87', 'safari14'],
    rolldownOptions: {
      treeshake: { moduleSideEffects: [{ test: /\/web\/ui\/(?!idle)[^?]*\.tsx?$/, sideEffects: false }] },
    },
  },
  server: { proxy },
})
