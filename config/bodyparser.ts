import { defineConfig } from '@adonisjs/core/bodyparser'

/** What forms that take a file say of it. */
export const LARGEST_UPLOAD_MB = 64

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
    /** The permission matrix alone has a hundred boxes; above the limit a list would arrive as an object. */
    queryString: { arrayLimit: 5_000, parameterLimit: 5_000 },
    types: ['application/x-www-form-urlencoded'],
  },
  json: {
    convertEmptyStringsToNull: true,
    trimWhitespaces: false,
    limit: '1mb',
    types: ['application/json'],
  },
  multipart: {
    /** Only from whom it is known who they are, see app/http/uploads_middleware.ts. */
    autoProcess: false,
    convertEmptyStringsToNull: true,
    trimWhitespaces: false,
    processManually: [],
    /** A hundred thousand residents in UTF-8, a font of all characters. It goes to the disk as it comes, never into memory. */
    limit: `${LARGEST_UPLOAD_MB}mb`,
    types: ['multipart/form-data'],
  },
})
