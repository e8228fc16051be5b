interface CodedError {
  name?: string
  message?: string
  code?: string
  help?: string
  cause?: unknown
  errors?: unknown[]
  address?: string
  port?: number
  hostname?: string
}

/** Errors whose message is a sentence for the person at the terminal already. */
const SPEAKS_FOR_ITSELF = new Set(['ModuleError', 'SetupError'])
const KEY_TROUBLE = new Set(['E_MISSING_APP_KEY', 'E_INSECURE_APP_KEY', 'E_INSECURE_ENCRYPTER_KEY'])

function whereToSetIt() {
  return 'Set it in the environment or in the file .env; .env.example explains each variable.'
}

function aboutMissingKey() {
  switch (process.env.NODE_ENV) {
    case 'test':
      return 'APP_KEY is not set. Run the tests with "npm test", which brings a key and a database of its own.'
    case 'production':
      return 'APP_KEY is not set, and in production none is made up. Generate one with "node ace generate:key --show", set it as APP_KEY for every process, and keep it: sessions, access keys and the database passwords hang on it.'
    default:
      return 'APP_KEY is not set. Run "npm start" once, which generates one into .data/app_key, or set APP_KEY yourself.'
  }
}

/** AdonisJS lists what is wrong with the environment one line each, led by a dash. */
function aboutEnvironment(help: string) {
  return help
    .split('\n')
    .map((line) => line.replace(/^-\s*/, '').trim())
    .filter(Boolean)
    .map((line) =>
      line === 'Missing environment variable "APP_KEY"'
        ? aboutMissingKey()
        : `${line.replace(/\.$/, '')}. ${whereToSetIt()}`
    )
    .join('\n')
}

function sentenceOf(error: CodedError): string | null {
  const message = error.message ?? ''

  if (SPEAKS_FOR_ITSELF.has(error.name ?? '')) return message
  if (message.startsWith('No database is configured for')) {
    return process.env.NODE_ENV === 'test'
      ? 'No database is configured for the tests. Run them with "npm test" (one suite: "npm test -- --suite=core"), which brings a database of its own.'
      : message
  }
  if (KEY_TROUBLE.has(error.code ?? '')) {
    return `APP_KEY cannot be used: it needs at least 16 characters. Generate one with "node ace generate:key --show". ${whereToSetIt()}`
  }

  switch (error.code) {
    case 'E_INVALID_ENV_VARIABLES':
      return aboutEnvironment(error.help ?? message)
    case 'EADDRINUSE':
      return `Port ${error.port ?? process.env.PORT} on ${error.address ?? process.env.HOST} is in use by another program. Stop that one, or choose another port: PORT=${Number(error.port ?? process.env.PORT ?? 3333) + 1} npm start.`
    case 'EACCES':
      if (!error.port) return null
      return `Port ${error.port} may not be opened by this user. Choose one above 1023 with PORT.`
    case 'EADDRNOTAVAIL':
      return `This machine has no network address ${error.address ?? process.env.HOST}. Set HOST to 127.0.0.1 for this machine alone, or to 0.0.0.0 for the network.`
    case 'ECONNREFUSED':
      return `No PostgreSQL answers at ${error.address}:${error.port}. Start it and check the address in DATABASE_URL, or leave DATABASE_URL out and run "npm start" to use the embedded one.`
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `PostgreSQL at ${error.address}:${error.port} cannot be reached (${error.code}). Check the address in DATABASE_URL and the firewall between here and there.`
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The host "${error.hostname}" is not known to the name service. Check the address in DATABASE_URL.`
    case '28P01':
    case '28000':
      return `PostgreSQL refuses the account: ${message}. Check the account and password in DATABASE_URL; if APP_KEY has changed, run "npm start", which gives the roles the passwords that follow from it.`
    case '3D000':
      return `PostgreSQL answers, but ${message}. Run "npm start", which creates it, or correct the name in DATABASE_URL.`
    case '53300':
      return `PostgreSQL accepts no more connections (${message}). Stop other programs that use it, raise its max_connections, or lower DATABASE_POOL_MAX.`
    case '57P03':
      return 'PostgreSQL is just starting up or shutting down. Wait a moment and start again.'
    default:
      return null
  }
}

/**
 * What kept the application from starting, as one sentence saying what to do;
 * null for anything that is not a known trouble of configuration and so is
 * probably a mistake of ours, which deserves its stack trace.
 *
 * @example
 * bootErrorSentence(Object.assign(new Error(), { code: 'EADDRINUSE', port: 3333 }))
 */
export function bootErrorSentence(error: unknown): string | null {
  const seen = new Set<unknown>()
  const waiting = [error]
  while (waiting.length > 0) {
    const candidate = waiting.shift() as CodedError | undefined
    if (!candidate || typeof candidate !== 'object' || seen.has(candidate)) continue
    seen.add(candidate)

    const sentence = sentenceOf(candidate)
    if (sentence) return sentence
    /** A connection tried over IPv4 and IPv6 fails as a bundle of both failures. */
    waiting.push(candidate.cause, ...(candidate.errors ?? []))
  }
  return null
}
