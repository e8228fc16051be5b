import { fileURLToPath } from 'node:url'

/** The folder that holds package.json, of a checkout or of a production build. */
export const APP_ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** False in a production build, where everything is JavaScript already and no development tool is installed. */
export const RUNS_FROM_SOURCE = import.meta.url.endsWith('.ts')
