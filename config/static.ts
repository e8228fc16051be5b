import { defineConfig } from '@adonisjs/static'

const staticServerConfig = defineConfig({
  enabled: true,
  etag: true,
  lastModified: true,
  dotFiles: 'ignore',

  /**
   * Names of built assets carry a hash of their content, so a browser may
   * keep them. Anything else in public/ is asked for again.
   */
  maxAge: 0,
  headers: (path): Record<string, string> =>
    /[\\/]assets[\\/]/.test(path) ? { 'Cache-Control': 'public, max-age=31536000, immutable' } : {},
})

export default staticServerConfig
