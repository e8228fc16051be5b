import { HttpRequest } from '@adonisjs/core/http'
import { randomUUID } from 'node:crypto'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const HEADER = 'x-request-id'

/**
 * A request is called what the proxy in front of us calls it if that is a
 * UUID, and else something of our own: the name goes into the log and the
 * audit log, where nothing may come that somebody wrote.
 */
export function useOwnRequestIds() {
  HttpRequest.prototype.id = function () {
    const given = this.request.headers[HEADER]
    if (typeof given === 'string' && UUID.test(given)) return given
    const own = randomUUID()
    this.request.headers[HEADER] = own
    return own
  }
}
