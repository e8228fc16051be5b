import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { PlaceSuggestion } from '../postal_suggestions.js'
import { SHIPPED_TOWNS, townTableOf, type TownTable } from '../town_table.js'

/** Where the municipality's own table comes from, and what it changed. */
export interface OwnTowns {
  id: string
  fileName: string
  towns: number
  lines: number
  added: number
  gone: number
  unreadable: number
  unreadableLines: number[]
  by: string
  createdAt: Date
}

/** Nothing while the shipped table is in use. */
export async function findOwnTowns(): Promise<OwnTowns | undefined> {
  const { rows } = await db.rawQuery(
    `SELECT id, file_name AS "fileName", jsonb_array_length(places) AS towns, lines, added, gone,
            unreadable, unreadable_lines AS "unreadableLines", staff_login AS by,
            created_at AS "createdAt"
       FROM resident_town_tables WHERE municipality_id = ?`,
    [tenancy.current().municipalityId]
  )
  return rows[0]
}

/** The municipality's own places; nothing while the shipped table is in use. */
export async function ownPlaces(): Promise<PlaceSuggestion[] | undefined> {
  const { rows } = await db.rawQuery(
    'SELECT places FROM resident_town_tables WHERE municipality_id = ?',
    [tenancy.current().municipalityId]
  )
  return rows[0]?.places
}

/** 町域 as the municipality divides addresses by them. Runs in the tenant scope. */
export async function townTableInUse(): Promise<TownTable> {
  const places = await ownPlaces()
  return places ? townTableOf(places) : SHIPPED_TOWNS
}
