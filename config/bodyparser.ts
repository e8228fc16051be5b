import { defineConfig } from '@adonisjs/core/bodyparser'

/**
 * Nothing is trimmed here: a name is legal text and is kept byte for byte.
 * A validator that wants trimming says so.
 */
export default defineConfig({
  allowedMethods: ['POST', 'PUT', 'PATCH', 'DELETE'],
  form: {
    convertEmptyStringsToNull: true,
    trimWhitespaces: false,
    limit: '1mb',
    /** A list with numbered places, as the rows of a table are, may have more than the usual twenty. */
    queryString: { arrayLimit: 1_000 },
    types: ['application/x-www-form-urlencoded'],
  },
  json: {
    convertEmptyStringsToNull: true,
    trimWhitespaces: false,
    limit: '1mb',
    types: ['application/json'],
  },
  multipart: {
    autoProcess: true,
    convertEmptyStringsToNull: true,
    trimWhitespaces: false,
    processManually: [],
    limit: '20mb',
    types: ['multipart/form-data'],
  },
})
