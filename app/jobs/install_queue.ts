import { PgBoss } from 'pg-boss'
import { declaredJobs } from '#app/module_system/main'

/**
 * Creates or upgrades the queue's schema and the queues of all declared jobs,
 * as the schema's owner, and gives the other roles what they need: the system
 * role works the queue, the app role may only add a job inside its own
 * transaction.
 *
 * @param ownerUrl connection URL of the owner role
 */
export async function installQueue(ownerUrl: string) {
  const boss = new PgBoss({ connectionString: ownerUrl, supervise: false, schedule: false, max: 2 })
  boss.on('error', (error) => {
    throw error
  })
  await boss.start()
  try {
    for (const { name } of declaredJobs()) {
      await boss.createQueue(name, { retryLimit: 5, retryDelay: 10, retryBackoff: true })
    }
    await boss.getDb().executeSql(`
      GRANT USAGE ON SCHEMA pgboss TO madoguchi_system, madoguchi_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgboss TO madoguchi_system;
      GRANT USAGE ON ALL SEQUENCES IN SCHEMA pgboss TO madoguchi_system;
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA pgboss TO madoguchi_system, madoguchi_app;
      GRANT SELECT ON pgboss.queue, pgboss.version TO madoguchi_app;
      GRANT INSERT, SELECT (id) ON pgboss.job, pgboss.job_common TO madoguchi_app;`)
  } finally {
    await boss.stop({ graceful: false })
  }
}
