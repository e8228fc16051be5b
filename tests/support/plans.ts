import { tenancy } from '#app/tenancy/main'

/** Runs the work as the app role in a scope and collects the plan of each of its statements. */
export async function plansOf(municipality: { id: number }, work: () => Promise<unknown>) {
  const plans: string[] = []
  const explained: Promise<void>[] = []
  await tenancy.run(municipality, async () => {
    const { trx } = tenancy.current()
    const rawQuery = trx.rawQuery.bind(trx)
    trx.rawQuery = ((sql: string, bindings: any) => {
      /** The connection answers in order: the plan is made before the statement runs. */
      const plan = rawQuery(`EXPLAIN ${sql}`, bindings).then(({ rows }: any) => {
        plans.push(rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n'))
      })
      explained.push(plan)
      return rawQuery(sql, bindings)
    }) as any
    await work()
    await Promise.all(explained)
  })
  return plans
}
