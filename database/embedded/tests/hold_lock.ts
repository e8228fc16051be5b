import { acquireInstanceLock } from '#database/embedded/instance_lock'

await acquireInstanceLock(process.argv[2], 'http://localhost:4444')
console.log('held')
setInterval(() => {}, 60_000)
