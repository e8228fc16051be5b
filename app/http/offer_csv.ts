import type { HttpContext } from '@adonisjs/core/http'
import { missingInCp932, type CsvEncoding } from '#app/ui/main'
import { sendCsv } from './send_csv.js'

export interface OfferedCsv {
  /** Without extension; ASCII. */
  filename: string
  header: string[]
  /** The rows from the beginning, to be taken or only looked through. */
  rows: (isTaken: boolean) => AsyncIterable<string[]>
  /**
   * What cells may have beyond the product's own words, where that is had
   * sooner than the rows: they are looked through only if a character is missing here.
   */
  texts?: () => Promise<string[]>
  chosen: {
    encoding: CsvEncoding
    /** 〓 in place of what CP932 does not have, after its places were shown. */
    geta?: 'yes' | null
    keepZeros?: boolean
  }
  /** Where and with what it was asked for, to ask for it once more. */
  asked: {
    action: string
    values: Record<string, unknown>
    back: { url: string; label: string }
  }
  /** Notes that it is taken. */
  taking?: () => Promise<unknown>
}

/**
 * Answers with a file in the encoding somebody chose. A character CP932 does
 * not have is shown with its place first; the file is then taken in UTF-8, or
 * with 〓 in its place.
 */
export async function offerCsv(ctx: HttpContext, file: OfferedCsv) {
  const { filename, header, rows, asked } = file
  const { encoding, geta, keepZeros } = file.chosen
  if (encoding === 'cp932' && geta !== 'yes' && !(await isAllInCp932(file))) {
    const missing = await missingInCp932(header, rows(false))
    if (missing.count > 0) {
      ctx.response.status(422)
      return ctx.view.render('pages/staff/csv_refused', { ...missing, ...asked })
    }
  }
  await file.taking?.()
  return sendCsv(ctx, filename, header, rows(true), { encoding, keepZeros })
}

/** Whether it is certain without the rows. */
const isAllInCp932 = async ({ header, texts }: OfferedCsv) =>
  texts !== undefined &&
  (
    await missingInCp932(
      header,
      (await texts()).map((text) => [text])
    )
  ).count === 0
