import autocannon from 'autocannon'

/** Requests per second of one address, on 32 connections. */
export async function requestsPerSecond(url: string, seconds: number): Promise<number> {
  const result = await autocannon({ url, connections: 32, duration: seconds })
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(
      `${url}: ${result.non2xx} answers were not 2xx, ${result.errors} requests failed`
    )
  }
  return result.requests.average
}
