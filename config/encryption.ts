import env from '#start/env'
import { defineConfig, drivers } from '@adonisjs/core/encryption'

/** The key in use, then those before it: what they encrypted can still be read. */
export const appKeys = [
  env.get('APP_KEY').release(),
  ...(env.get('APP_OLD_KEYS')?.release() ?? '')
    .split(',')
    .map((key) => key.trim())
    .filter(Boolean),
]

const encryptionConfig = defineConfig({
  default: 'gcm',
  list: {
    gcm: drivers.aes256gcm({ keys: appKeys, id: 'gcm' }),
  },
})

export default encryptionConfig

declare module '@adonisjs/core/types' {
  export interface EncryptorsList extends InferEncryptors<typeof encryptionConfig> {}
}
