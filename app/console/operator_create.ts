import { args, BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

/** Makes an operator of the deployment, or lets one start anew who lost password or authenticator. */
export default class OperatorCreate extends BaseCommand {
  static override commandName = 'operator:create'
  static override description =
    'Make an operator of the deployment, or give one a new password and authenticator'
  static override options: CommandOptions = { startApp: true }

  @args.string({ description: 'Login id' })
  declare loginId: string

  @flags.string({ description: 'Name shown on the pages; the login id if you leave it out' })
  declare name?: string

  override async run() {
    const { createOperator } = await import('#app/operator/main')
    const { password, existed } = await createOperator(this.loginId, this.name ?? this.loginId)
    this.logger.success(existed ? '操作者を初期状態に戻しました' : '操作者を登録しました')
    console.log(`/operator　ログインID ${this.loginId}　初回パスワード ${password}`)
  }
}
