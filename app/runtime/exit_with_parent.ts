/**
 * Loaded ahead of every process `npm start` and `npm test` spawn: when the
 * parent is killed without a chance to say goodbye, its end of the channel
 * closes and the child ends in good order instead of holding port and database.
 */
process.once('disconnect', () => {
  /** A test run nobody waits for has nothing to finish; a server has requests. */
  const patience = process.env.NODE_ENV === 'test' ? 1_000 : 20_000
  process.kill(process.pid, 'SIGTERM')
  setTimeout(() => process.exit(1), patience).unref()
})
process.channel?.unref()
