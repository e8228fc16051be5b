import { defineConfig } from 'vite'
import adonisjs from '@adonisjs/vite/client'

export default defineConfig({
  plugins: [
    adonisjs({
      entryPoints: [
        'resources/css/public.css',
        'resources/css/staff.css',
        'resources/js/public.ts',
        'resources/js/staff.ts',
      ],
      reload: ['resources/views/**/*.edge', 'modules/*/resources/views/**/*.edge'],
    }),
  ],
  css: {
    /**
     * Lightning CSS understands `@custom-media`, so breakpoints can have a
     * name like every other measure and be written down once.
     */
    transformer: 'lightningcss',
    lightningcss: { drafts: { customMedia: true } },
  },
  build: {
    /**
     * The policy is `default-src 'self'`: an asset inlined as a data: URL
     * would be refused by the browser.
     */
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
