/*
|--------------------------------------------------------------------------
| JavaScript entrypoint for running ace commands
|--------------------------------------------------------------------------
|
| DO NOT MODIFY THIS FILE AS IT WILL BE OVERRIDDEN DURING THE BUILD
| PROCESS.
|
| See docs.adonisjs.com/guides/typescript-build-process#creating-production-build
|
| Since, we cannot run TypeScript source code using "node" binary, we need
| a JavaScript entrypoint to run ace commands.
|
| This file registers the TypeScript loader with the Node.js module system
| and then imports the "bin/console.ts" file.
|
*/

/**
 * npm scripts find the Node.js that npm installed here; a bare "node" on the
 * command line may be an older one, on which the imports below would fail in
 * ways nobody understands. So nothing is imported before this.
 */
if (Number(process.versions.node.split('.')[0]) < 24) {
  const args = ['ace', ...process.argv.slice(2)].join(' ')
  console.error(
    `Madoguchi needs Node.js 24 and this is ${process.version}: run "node_modules/.bin/node ${args}" instead (after "npm ci", which installs it there).`
  )
  process.exit(1)
}

/**
 * Register hook to process TypeScript files
 */
await import('@poppinss/ts-exec')

/**
 * Import ace console entrypoint
 */
await import('./bin/console.js')
