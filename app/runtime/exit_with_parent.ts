/**
 * Loaded ahead of every process `npm start` and `npm test` spawn: when the
 * parent is killed without a chance to say goodbye, its end of the channel
 * closes and the child ends in good order instead of holding port and database.
 */
process.once('disconnect', () => {
  process.kill(process.pid, 'SIGTERM')
  setTimeout(() => process.exit(1), 20_000).unref()
})
process.channel?.unref()
