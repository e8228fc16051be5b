import env from '#start/env'
import { defineConfig, transports } from '@adonisjs/mail'

const smtpHost = env.get('SMTP_HOST')

/** Without a mail server nothing leaves the house: app/mail keeps messages readable in the staff's mail screen. */
export const mailLeavesTheHouse = smtpHost !== undefined

const mailConfig = defineConfig({
  default: 'smtp',
  mailers: {
    smtp: transports.smtp({
      host: smtpHost ?? 'localhost',
      port: env.get('SMTP_PORT', 587),
      auth: env.get('SMTP_USERNAME')
        ? {
            type: 'login',
            user: env.get('SMTP_USERNAME')!,
            pass: env.get('SMTP_PASSWORD')?.release() ?? '',
          }
        : undefined,
    }),
  },
})

export default mailConfig

declare module '@adonisjs/mail/types' {
  export interface MailersList extends InferMailers<typeof mailConfig> {}
}
