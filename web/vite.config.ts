import adapter from '@sveltejs/adapter-node'
import { sveltekit } from '@sveltejs/kit/vite'
import { paraglideVitePlugin } from '@inlang/paraglide-js'
import { defineConfig } from 'vite'
import { cardWords } from './card-words.ts'
import { aheadOfTime, chunkGroups } from './chunks.ts'
import { icons } from './icons.ts'
import { offlineFiles } from './offline-files.ts'
import { words } from './words.ts'

const apiOrigin = process.env['API_ORIGIN'] ?? 'http://127.0.0.1:3000'

export default defineConfig({
  plugins: [
    icons(),
    offlineFiles(),
    words(),
    cardWords(),
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
      // Short: these names stand in every element that is styled.
      compilerOptions: {
        runes: true,
        cssHash: ({ hash, filename }) => `s${hash(filename).slice(0, 5)}`,
      },
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
    modulePreload: { resolveDependencies: (file, needed) => aheadOfTime(import.meta.dirname, file, needed) },
    assetsInlineLimit: (path) => (path.endsWith('.woff2') ? false : undefined),
  },
  environments: {
    client: {
      build: {
        rolldownOptions: {
          output: {
            codeSplitting: { groups: chunkGroups(import.meta.dirname) },
            // The browser may translate what every page runs at once, while it comes, not function by function when it is needed.
            postBanner: ({ name }) => (name === 'base' ? '//# allFunctionsCalledOnLoad' : ''),
          },
        },
      },
    },
  },
  server: { proxy: { '/api': apiOrigin } },
})
