import { rm } from 'node:fs/promises'
import app from '@adonisjs/core/services/app'
import BodyParserMiddleware from '@adonisjs/core/bodyparser_middleware'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import bodyParser from '#config/bodyparser'
import { uploadPath } from './private_uploads.js'
import StorableTextMiddleware from './storable_text_middleware.js'

const storable = new StorableTextMiddleware()

/**
 * Reads a form that brings files. Comes after the sign-in: nobody else makes
 * the server write what they send. The files are gone once the request is
 * answered, whether or not the page took any.
 */
export default class UploadsMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    if (!ctx.request.multipart) return next()
    const written: string[] = []
    const tmpFileName = () => {
      const path = uploadPath()
      written.push(path)
      return path
    }
    const multipart = { ...bodyParser.multipart, autoProcess: true, tmpFileName }
    const parser = new BodyParserMiddleware({ ...bodyParser, multipart }, app.experimentalFlags)
    try {
      return await parser.handle(ctx, () => storable.handle(ctx, next))
    } finally {
      await Promise.all(written.map((path) => rm(path, { force: true })))
    }
  }
}
