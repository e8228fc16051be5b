import { configureTown } from './support/configured_town.js'
import { seedTown } from './support/seed_town.js'
import { requestsPerSecond } from './support/load.js'
import { median, report, rounded } from './support/report.js'
import { setStage } from './support/stage.js'

/**
 * The public week grid of a production build, fields configured and accounts on, beside a plain node:http server
 * that sends the same bytes, in turn, five times each after a warm-up.
 */
const ROUNDS = 5
const SECONDS = 4

const stage = await setStage()
try {
  const { id, slug, counterCode, weekFrom } = await seedTown(stage)
  await configureTown(stage, id, 10)
  const url = `${await stage.serveBuild()}/${slug}/calendar?counter=${counterCode}&from=${weekFrom}`
  const page = await (await fetch(url)).text()
  if (!page.includes('残'))
    throw new Error('The week grid shows no open slot; there is nothing to measure.')
  const plain = await stage.serve(
    [process.execPath, '--import=@poppinss/ts-exec', 'bench/support/plain_server.ts'],
    { SAME_AS: url }
  )

  await requestsPerSecond(url, 2)
  await requestsPerSecond(plain, 2)
  const rounds = []
  for (let i = 0; i < ROUNDS; i++) {
    rounds.push({
      ours: await requestsPerSecond(url, SECONDS),
      plain: await requestsPerSecond(plain, SECONDS),
    })
  }
  const value = median(rounds.map(({ ours }) => ours))
  const yardstick = median(rounds.map((round) => round.plain))
  report(
    rounds.map(({ ours, plain: yard }) => ({
      'week grid, req/s': rounded(ours),
      'node:http, req/s': rounded(yard),
      'ratio': rounded(ours / yard, 2),
    })),
    {
      bench: 'availability',
      value: rounded(value),
      unit: 'req/s',
      yardstick: rounded(yardstick),
      ratio: rounded(median(rounds.map((round) => round.ours / round.plain)), 3),
      bytes: Buffer.byteLength(page),
      connections: 32,
    }
  )
} finally {
  await stage.end()
}
