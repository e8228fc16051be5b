import { test } from '@japa/runner'
import { declaredJobs } from '#app/module_system/main'
import { runsFor } from '../runs_for.js'

const everything = new Set(declaredJobs().map(({ moduleId }) => moduleId))

const running = (municipality: { suspended: boolean; modules: Set<string> }) =>
  declaredJobs()
    .filter((job) => job.schedule && runsFor(municipality, job))
    .map(({ name }) => name)

/** What is erased or sealed at its time, and what has to end first to be erased. */
const DUTIES = [
  'core.seal_audit_log',
  'core.note_availability',
  'core.tend_documents',
  'core.apply_retention',
  'reservation.release_expired_holds',
  'resident-registry.tend_imports',
  'printing.tend_prints',
  'printing.forget_prints',
]

test.group('jobs/where the clock runs them [R45]', () => {
  test('everywhere but where a municipality is suspended or has the module off', ({ assert }) => {
    const scheduled = declaredJobs().filter(({ schedule }) => schedule)
    assert.lengthOf(running({ suspended: false, modules: everything }), scheduled.length)
    assert.notInclude(
      running({ suspended: false, modules: new Set(['printing']) }),
      'reservation.mark_no_shows'
    )
    assert.includeMembers(running({ suspended: false, modules: new Set() }), [
      'core.exchange_by_folder',
      ...DUTIES,
    ])
  })

  test('erasing, sealing and watching go on where a municipality is suspended', ({ assert }) => {
    assert.sameMembers(running({ suspended: true, modules: everything }), DUTIES)
  })
})
