import { defineConfig, stores } from '@adonisjs/limiter'

const limiterConfig = defineConfig({
  default: 'database',
  stores: {
    /** Sign-in and key look-ups: counted across all processes. */
    database: stores.database({
      connectionName: 'system',
      tableName: 'rate_limits',
      schemaName: 'system',
    }),
    /** Pages under a booking rush: counted per process, because a statement per request would be the rush's bottleneck. */
    memory: stores.memory({}),
  },
})

export default limiterConfig

declare module '@adonisjs/limiter/types' {
  export interface LimitersList extends InferLimiters<typeof limiterConfig> {}
}
