import env from '#start/env'
import { defineConfig, stores } from '@adonisjs/session'

/** Only the staff side has sessions; a resident's journey carries its own tokens. */
const sessionConfig = defineConfig({
  enabled: true,
  cookieName: 'madoguchi-session',
  clearWithBrowser: true,
  /** The longest pause a municipality can allow its staff; what it does allow is a setting (staff.idle_minutes). */
  age: '480 minutes',
  cookie: { path: '/', httpOnly: true, secure: env.get('HTTPS_ONLY', false), sameSite: 'lax' },
  store: 'database',
  stores: {
    database: stores.database({ connectionName: 'system', tableName: 'sessions' }),
  },
})

export default sessionConfig
