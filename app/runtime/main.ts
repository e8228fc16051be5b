/**
 * What `npm start` and `npm test` are made of: the processes of this
 * application, in which order they start and how they end.
 */
export { ensureAssets } from '#app/runtime/assets'
export { bootErrorSentence } from '#app/runtime/boot_error_sentence'
export { endAllChildren, endChild, ending, startChild } from '#app/runtime/child'
export { Interruption } from '#app/runtime/interruption'
export { startTestDatabase, type TestDatabase } from '#app/runtime/test_database'
export { suiteParts } from '#app/runtime/suite_parts'
export { runSuite, type SuiteResult, type SuiteRun } from '#app/runtime/test_suite'
export {
  refuseTakenPort,
  startWebServer,
  untilHealthy,
  type WebServer,
} from '#app/runtime/web_server'
