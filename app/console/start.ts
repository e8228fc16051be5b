import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import {
  bootErrorSentence,
  endAllChildren,
  endChild,
  ending,
  ensureAssets,
  Interruption,
  refuseTakenPort,
  startChild,
  startWebServer,
  untilHealthy,
  type WebServer,
} from '#app/runtime/main'
import { ensureAppKey } from '#database/embedded/app_key'
import { dataDirectory, ensureDataDirectory } from '#database/embedded/data_directory'
import { acquireInstanceLock } from '#database/embedded/instance_lock'
import { applyLocalDefaults, configuredSettings } from '#database/embedded/local_defaults'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '#database/embedded/main'
import { removeRuntime } from '#database/embedded/runtime_file'
import { ensureRoles } from '#database/roles'
import { SetupError } from '#database/setup_error'

const ROLE_URLS = ['DATABASE_OWNER_URL', 'DATABASE_APP_URL', 'DATABASE_SYSTEM_URL']

/** How long the web server may take to finish the requests it is answering. */
const SERVER_PATIENCE = 15_000

/**
 * Everything between a fresh checkout and a page in the browser, in one
 * command, and all of it undone again on Ctrl-C.
 */
export default class Start extends BaseCommand {
  static commandName = 'start'
  static description =
    'Start everything: PostgreSQL where none is configured, assets, migrations, demo data, the web server'
  static options: CommandOptions = { startApp: false, staysAlive: true }

  @flags.boolean({
    description: 'Fill an empty database with the demo municipality',
    showNegatedVariantInHelp: true,
  })
  declare demo?: boolean

  #interruption = new Interruption()
  #stage = '準備'
  #postgres: Promise<EmbeddedPostgres> | undefined
  #server: WebServer | undefined
  #releaseLock: (() => void) | undefined
  #ending: Promise<void> | undefined

  async run() {
    /** Ace answers signals as well and ends the application; it has to wait for us. */
    this.app.terminating(() => this.#end())
    void this.#interruption.asked.then(() => this.#end())

    try {
      this.exitCode = await this.#start()
    } catch (error) {
      /** What fails because we were told to stop is no failure. */
      this.exitCode = this.#interruption.happened ? 0 : 1
      if (!this.#interruption.happened) this.#report(error)
    }
    await this.#end()
    await this.terminate()
    process.exitCode = this.exitCode
  }

  async #start(): Promise<number> {
    this.logger.log('窓口 Madoguchi を起動しています')
    const { host, port, appUrl, appKey } = await this.#configure()

    await this.#prepareDatabase(appUrl, appKey)
    await this.#step('画面部品', async () => ((await ensureAssets()) ? '作成しました' : '最新です'))
    await this.#step('表の更新', async () => {
      await this.#ace('migration:run', '--force')
      return '完了しました'
    })
    let news = ''
    if (this.demo) {
      await this.#step('デモ用データ', async () => {
        news = await this.#ace('demo:seed', '--if-empty')
        return '確認しました'
      })
    }

    this.#stage = 'Webサーバー'
    this.#server = startWebServer()
    if (await untilHealthy(this.#server, host, port)) {
      if (news.trim()) this.logger.log(`\n${news.trim()}`)
      this.logger.log(`\n開けます: ${appUrl}\n止めるときは Ctrl-C を押してください\n`)
    }

    const code = await this.#server.ended
    if (this.#interruption.happened) return 0
    this.logger.log(`Webサーバーが終了しました（終了コード ${code}）`)
    return code
  }

  /** Reads the configuration and completes it, before anything is started. */
  async #configure() {
    const settings = configuredSettings(process.env)
    const byOperator = settings.NODE_ENV === 'production'
    /** In production an empty database is more likely a wrong DATABASE_URL than a wish for a demo. */
    this.demo ??= !byOperator

    const named = ROLE_URLS.filter((key) => settings[key])
    if (!settings.DATABASE_URL && named.length > 0 && named.length < ROLE_URLS.length) {
      const missing = ROLE_URLS.filter((key) => !settings[key])
      throw new SetupError(
        `${named.join(' and ')} set without ${missing.join(' and ')}. Set all three, or DATABASE_URL alone.`
      )
    }

    if (!settings.DATABASE_URL && named.length === 0) {
      const directory = dataDirectory(settings)
      ensureDataDirectory(directory)
      const port = settings.PORT || '3333'
      this.#releaseLock = await acquireInstanceLock(
        directory,
        settings.APP_URL || `http://localhost:${port}`
      )
      /** Whatever it says is about a run that is over. */
      removeRuntime(directory)
    }
    if (!settings.APP_KEY && !byOperator) {
      const directory = dataDirectory(settings)
      ensureDataDirectory(directory)
      ensureAppKey(directory)
    }

    /** For ourselves and, through the environment, for every process we start. */
    applyLocalDefaults(process.env)
    const { default: env } = await import('#start/env')
    const [host, port] = [env.get('HOST'), env.get('PORT')]
    const appKey = env.get('APP_KEY').release()
    /** The processes below would say so as well, but only after the database has been touched with it. */
    if (appKey.length < 16) {
      throw Object.assign(new Error('insecure APP_KEY'), { code: 'E_INSECURE_APP_KEY' })
    }
    await refuseTakenPort(host, port)
    return { host, port, appUrl: env.get('APP_URL'), appKey }
  }

  async #prepareDatabase(appUrl: string, appKey: string) {
    if (this.#releaseLock) {
      await this.#step('データベース', async () => {
        this.#postgres = startEmbeddedPostgres(dataDirectory(process.env), appUrl)
        const { url, cluster, recovered } = await this.#postgres
        process.env.DATABASE_URL = url
        await ensureRoles(url, appKey)
        return `内蔵の PostgreSQL を起動しました（${cluster}）${recovered ? '。前回の残りを片付けました' : ''}`
      })
      return
    }
    await this.#step('データベース', async () => {
      if (ROLE_URLS.every((key) => process.env[key])) return '設定された 3 つの接続を使います'
      await ensureRoles(process.env.DATABASE_URL!, appKey)
      return '設定された PostgreSQL を使います'
    })
  }

  async #step(stage: string, work: () => Promise<string>) {
    this.#stage = stage
    const said = await work()
    if (this.#interruption.happened) throw new Error('interrupted')
    this.logger.log(`  ${stage}: ${said}`)
  }

  async #ace(...args: string[]): Promise<string> {
    const { code, output } = await ending(startChild('ace', args, { output: 'pipe' }))
    if (code !== 0) {
      throw new SetupError(`"node ace ${args.join(' ')}" failed and said:\n${output.trim()}`)
    }
    return output
  }

  #report(error: unknown) {
    const sentence = bootErrorSentence(error)
    this.logger.logError(
      `起動できませんでした（${this.#stage}）\n${sentence ?? (error as Error)?.stack ?? String(error)}`
    )
  }

  /** Ends what was started, in reverse order, once. */
  #end(): Promise<void> {
    this.#ending ??= (async () => {
      const { happened, insisted } = this.#interruption
      if (happened) this.logger.log('\n停止しています')
      if (this.#server) await endChild(this.#server.process, SERVER_PATIENCE, insisted)
      await endAllChildren(5_000, insisted)
      /** It may still be starting; then it is stopped as soon as it has. */
      const postgres = await this.#postgres?.catch(() => undefined)
      await postgres?.stop()
      this.#releaseLock?.()
      if (happened) this.logger.log('停止しました')
    })()
    return this.#ending
  }
}
