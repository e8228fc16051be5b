import { BOUNDS, type HttpTimes } from './http_times.js'
import type { Reading } from './queries/read_status.js'

/** The figures in Prometheus' text format, version 0.0.4. */
export function prometheusText(readings: Reading[], times: ReadonlyMap<string, HttpTimes>): string {
  const lines: string[] = []
  for (const [id, group] of Map.groupBy(readings, (reading) => reading.id)) {
    const name = `madoguchi_${id.replaceAll(/[.-]/g, '_')}`
    lines.push(`# HELP ${name} ${group[0].help}`, `# TYPE ${name} gauge`)
    for (const { labels, value } of group) lines.push(`${name}${inBraces(labels)} ${value}`)
  }
  lines.push(
    '# HELP madoguchi_ok Whether nobody needs to look at the figure.',
    '# TYPE madoguchi_ok gauge',
    ...readings.map(
      ({ id, labels, ok }) => `madoguchi_ok${inBraces({ figure: id, ...labels })} ${ok ? 1 : 0}`
    )
  )
  const histogram = 'madoguchi_http_request_duration_seconds'
  lines.push(
    `# HELP ${histogram} Requests this process has answered, by class of answer.`,
    `# TYPE ${histogram} histogram`
  )
  for (const [status, { count, sum, within }] of times) {
    BOUNDS.forEach((bound, i) => {
      lines.push(`${histogram}_bucket${inBraces({ status, le: String(bound) })} ${within[i]}`)
    })
    lines.push(
      `${histogram}_bucket${inBraces({ status, le: '+Inf' })} ${count}`,
      `${histogram}_sum${inBraces({ status })} ${sum}`,
      `${histogram}_count${inBraces({ status })} ${count}`
    )
  }
  return `${lines.join('\n')}\n`
}

const inBraces = (labels: Record<string, string>) => {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value}"`)
  return pairs.length > 0 ? `{${pairs.join(',')}}` : ''
}
