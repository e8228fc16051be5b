import type { Router } from '@adonisjs/core/http'
import type { MiddlewareFn, ParsedNamedMiddleware } from '@adonisjs/core/types/http'
import { ModuleError, type ModuleManifest } from '#app/module_kit/main'
import type { RouteRegistrar } from '#app/module_kit/main'

export interface MountedRoute {
  /** `/:municipality/staff/visits` */
  pattern: string
  methods: string[]
  /** `reservation.staff.visits` */
  name?: string
}

interface Mount {
  /** In front of the module's own paths and names. */
  prefix: string
  name: string
  middleware: (MiddlewareFn | ParsedNamedMiddleware)[]
}

/**
 * Registers a module's routes in a group of their own.
 *
 * @returns the routes as the router will know them
 * @throws ModuleError when one has no name
 */
export function mountRoutes(
  router: Router,
  register: RouteRegistrar,
  { prefix, name, middleware }: Mount
): MountedRoute[] {
  const matchers: Parameters<Router['where']>[] = []
  const group = router.group(() => register(withOwnMatchers(router, matchers)))
  for (const route of routesIn(group)) {
    if (route.name) continue
    throw new ModuleError(
      `The route ${route.methods[0]} ${route.pattern} of "${name}" has no name. Give it one with .as('…').`
    )
  }
  group.prefix(prefix).as(name).use(middleware)
  for (const matcher of matchers) group.where(...matcher)
  return routesIn(group)
}

/**
 * The router for one module: what it says about its parameters with `where`
 * holds for its own routes. The router's own `where` holds for every route
 * there is, those of other modules included.
 */
function withOwnMatchers(router: Router, matchers: Parameters<Router['where']>[]): Router {
  const own: Router = new Proxy(router, {
    get(target, property) {
      if (property === 'where') {
        return (...matcher: Parameters<Router['where']>) => {
          matchers.push(matcher)
          return own
        }
      }
      const value = Reflect.get(target, property, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return own
}

type Entry = ReturnType<Router['group']>['routes'][number]

function routesIn(entry: Entry): MountedRoute[] {
  if ('routes' in entry) return entry.routes.flatMap(routesIn)
  if ('route' in entry) return entry.route ? routesIn(entry.route) : []
  const { pattern, methods, name } = entry.toJSON()
  return [{ pattern, methods, name }]
}

/**
 * Checks what the modules have mounted against each other and against what
 * they say about it; otherwise the first visitor would find out.
 *
 * @throws ModuleError
 */
export function checkRoutes(mounted: { manifest: ModuleManifest; routes: MountedRoute[] }[]) {
  const owners = new Map<string, string>()
  for (const { manifest, routes } of mounted) {
    for (const { pattern, methods } of routes) {
      for (const address of methods.map((method) => `${method} ${pattern}`)) {
        const owner = owners.get(address)
        if (owner) {
          throw new ModuleError(
            `Both "${owner}" and "${manifest.id}" want to answer ${address}. One of them must use another path; a module's own id is a good first part of it.`
          )
        }
        owners.set(address, manifest.id)
      }
    }
    const names = new Set(routes.map(({ name }) => name))
    for (const wanted of [manifest.home, ...(manifest.menu ?? []).map(({ route }) => route)]) {
      if (wanted === undefined || names.has(wanted)) continue
      throw new ModuleError(
        `Module "${manifest.id}" leads to the route "${wanted}", which it does not have. Check "home" and "menu" in its manifest; its routes are called "${manifest.id}.…" and "${manifest.id}.staff.…".`
      )
    }
  }
}
