import { freePort } from '#database/embedded/free_port'

/** Never used outside tests; fixed, so that what depends on it is the same in every run. */
export const TEST_APP_KEY = 'a-key-for-tests-only-and-nowhere-else'

const handedOut = new Set<number>()

async function ownPort(): Promise<number> {
  for (;;) {
    const port = await freePort()
    if (handedOut.has(port)) continue
    handedOut.add(port)
    return port
  }
}

/**
 * The whole environment of a test process. What could come from a developer's
 * `.env` is set to nothing: a test must neither reach the database people work
 * with nor send mail to anybody.
 *
 * @param databaseUrl The administrator's URL of the database it may ruin
 */
export async function testEnvironment(databaseUrl: string, appKey: string) {
  const port = String(await ownPort())
  return {
    NODE_ENV: 'test',
    APP_KEY: appKey,
    LOG_LEVEL: 'error',
    HOST: '127.0.0.1',
    PORT: port,
    APP_URL: `http://127.0.0.1:${port}`,
    DATABASE_URL: databaseUrl,
    DATABASE_OWNER_URL: '',
    DATABASE_APP_URL: '',
    DATABASE_SYSTEM_URL: '',
    DATABASE_POOL_MAX: '',
    TRUSTED_PROXIES: '',
    HTTPS_ONLY: '',
    SMTP_HOST: '',
    SMTP_PORT: '',
    SMTP_USERNAME: '',
    SMTP_PASSWORD: '',
    RUN_WORKER: '',
    /** Tests book from one address; the throttle has tests of its own. */
    HOLDS_PER_MINUTE: '0',
  }
}
