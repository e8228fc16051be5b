/**
 * The walls of the house (docs/architecture in README): the core knows no
 * module, a module knows another one only by its api.ts, and a capability of
 * the core is entered through its main.ts.
 */
const TESTS = '(^|/)tests/'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'not-to-unresolvable',
      comment: 'An import the checker cannot resolve is an import it does not check.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'core-knows-no-module',
      severity: 'error',
      from: { path: '^(app|database|start|bin)/', pathNot: TESTS },
      to: { path: '^modules/' },
    },
    {
      name: 'modules-are-listed-once',
      comment:
        'config/modules.ts is the only list of modules, and sees nothing of one but its manifest.',
      severity: 'error',
      from: { path: '^config/' },
      to: { path: '^modules/', pathNot: '^modules/[^/]+/module\\.ts$' },
    },
    {
      name: 'modules-meet-at-api',
      severity: 'error',
      from: { path: '^modules/([^/]+)/' },
      to: { path: '^modules/', pathNot: ['^modules/$1/', '^modules/[^/]+/api\\.ts$'] },
    },
    {
      name: 'core-through-main',
      comment: 'A capability’s main.ts is its only door.',
      severity: 'error',
      from: { path: '^modules/', pathNot: TESTS },
      to: {
        path: '^app/[^/]+/',
        pathNot: ['^app/[^/]+/main\\.ts$', '^app/module_kit/'],
      },
    },
    {
      name: 'capabilities-through-main',
      severity: 'error',
      /** The core's manifest is its table of contents and is read before anything runs. */
      from: {
        path: '^app/([^/]+)/',
        pathNot: [TESTS, '^app/module_system/(core|operations|exchange)_(manifest|personal_data)\\.ts$'],
      },
      to: {
        path: '^app/[^/]+/',
        pathNot: ['^app/$1/', '^app/[^/]+/main\\.ts$', '^app/module_kit/configure\\.ts$'],
      },
    },
    {
      name: 'actions-see-no-request',
      comment:
        'route → controller → action or query → model: below the controller there is no HTTP.',
      severity: 'error',
      from: { path: '/(actions|queries|models|jobs)/', pathNot: TESTS },
      to: { path: '/controllers/|/middleware' },
    },
    {
      name: 'tests-are-not-shipped',
      severity: 'error',
      from: {
        path: '^(app|modules|config|database|start|bin)/',
        pathNot: [TESTS, '^app/module_kit/contract_suite'],
      },
      to: { path: TESTS },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.lint.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^tests/fixtures/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
