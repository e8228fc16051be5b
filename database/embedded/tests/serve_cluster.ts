import { startEmbeddedPostgres } from '#database/embedded/main'

const { cluster } = await startEmbeddedPostgres(process.argv[2], 'http://localhost:4444')
console.log(cluster)
setInterval(() => {}, 60_000)
