import adapter from '@sveltejs/adapter-node'
import { sveltekit } from '@sveltejs/kit/vite'
import { paraglideVitePlugin } from '@inlang/paraglide-js'
import { defineConfig } from 'vite'
import { icons } from './icons.ts'
import { offlineFiles } from './offline-files.ts'

const apiOrigin = process.env['API_ORIGIN'] ?? 'http://127.0.0.1:3000'

export default defineConfig({
  plugins: [
    icons(),
    offlineFiles(),
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/lib/paraglide',
      strategy: ['cookie', 'baseLocale'],
      cookieName: 'sprog',
      emitTsDeclarations: true,
    }),
    sveltekit({
      adapter: adapter({ out: 'build', precompress: true }),
      csp: {
        // Hashes and nonces are made by SvelteKit for its own start script; nothing else inline may run.
        mode: 'auto',
        directives: {
          'default-src': ['self'],
          'img-src': ['self', 'blob:', 'data:'],
          'media-src': ['self', 'blob:'],
          'worker-src': ['self', 'blob:'],
          'style-src': ['self'],
          // The one inline style there is: SvelteKit hides the line in which it announces a new page.
          'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
          'font-src': ['self'],
          'object-src': ['none'],
          'base-uri': ['none'],
          'frame-ancestors': ['none'],
          'form-action': ['self'],
        },
      },
      // Subpath imports cannot leave a package, so the one part of ours that pages may use is an alias.
      alias: { '#core/*': '../core/*' },
      compilerOptions: { runes: true },
      // The page that says there is no net stands under many addresses.
      paths: { relative: false },
      // Registered by the pages that need it, once they stand (src/lib/offline).
      serviceWorker: { register: false },
      // A tablet that is never closed hears of a newer build.
      version: { pollInterval: 30 * 60_000 },
    }),
  ],
  build: {
    // Small fonts would be written into the style sheets, where our own policy (font-src) forbids them.
    assetsInlineLimit: (path) => (path.endsWith('.woff2') ? false : undefined),
  },
  environments: {
    client: {
      build: {
        rolldownOptions: {
          output: {
            codeSplitting: {
              // What every page has is one file, not twenty: each costs a poor phone a request of its own.
              groups: [
                {
                  name: 'base',
                  test: /node_modules\/(svelte|esm-env|clsx)\/|@sveltejs\/kit\/src\/runtime\/(app|shared|utils)|paraglide\/runtime|vite\/preload-helper/,
                },
                {
                  name: 'ui',
                  test: /src\/lib\/ui\/(Sheet|TopBar|LanguageChoice|Choice|Icon|focus-heading|sheet-foot)|src\/lib\/read-aloud\/ReadAloud/,
                },
                {
                  // Every page of a maker's way opens the same room.
                  name: 'room',
                  test: /node_modules\/idb\/|src\/lib\/maker\/(room|draft|pieces|queue|store|bytes|house-tablet|picture-type|cover)\./,
                },
              ],
            },
          },
        },
      },
    },
  },
  server: { proxy: { '/api': apiOrigin } },
})
