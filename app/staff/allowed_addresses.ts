import proxyAddr from 'proxy-addr'

/** `192.0.2.7`, `192.0.2.0/24`, `2001:db8::/32`; no names and no netmasks, which the library would take too. */
const WRITTEN = /^[0-9a-f:.]+(\/\d{1,3})?$/i

/** The addresses and networks of a list, one a line; blank lines separate. */
export function linesOf(list: string): string[] {
  return list
    .split('\n')
    .map((line) => line.normalize('NFKC').trim())
    .filter(Boolean)
}

/** The first line that is no address and no network, if there is one. */
export function firstWrongLine(list: string): string | undefined {
  return linesOf(list).find((line) => {
    if (!WRITTEN.test(line)) return true
    try {
      proxyAddr.compile(line)
      return false
    } catch {
      return true
    }
  })
}

/** Whether somebody at this address may reach the staff's pages; an empty list lets everybody. */
export function isAllowed(list: string, address: string): boolean {
  const lines = linesOf(list)
  return lines.length === 0 || proxyAddr.compile(lines)(address, 0)
}
