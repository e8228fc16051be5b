import { createServer } from 'node:http'

/** The yardstick: node:http sending the same bytes, and nothing else. The page is read once from the address in SAME_AS. */
const original = await fetch(process.env.SAME_AS!)
const body = Buffer.from(await original.arrayBuffer())
const headers = Object.fromEntries(
  [...original.headers].filter(([name]) => !['date', 'connection', 'keep-alive'].includes(name))
)

createServer((_request, response) => {
  response.writeHead(200, headers)
  response.end(body)
}).listen(Number(process.env.PORT), '127.0.0.1')
