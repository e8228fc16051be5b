import { args, BaseCommand, flags } from '@adonisjs/core/ace'
import { customerBarcode } from '../barcode/customer_barcode.js'

/** What the customer barcode of an address says, to compare with one on paper. */
export default class PrintBarcode extends BaseCommand {
  static override commandName = 'print:barcode'
  static override description = 'Show the twenty symbols and the check character of an address'

  @args.string({ description: 'Postal code, seven digits' })
  declare postalCode: string

  @args.string({ description: 'Address after the town (住所B)', required: false })
  declare address?: string

  @flags.boolean({ description: 'The postal code is one company’s own (大口事業所個別番号)' })
  declare business: boolean

  override async run() {
    const barcode = customerBarcode(this.postalCode, this.business ? null : (this.address ?? ''))
    if (!barcode) {
      this.exitCode = 1
      this.logger.error(
        'No barcode: the postal code has not seven digits, or ends in 00 and stands for all that is not listed.'
      )
      return
    }
    this.logger.log(`${barcode.symbols.join(' ')}  check ${barcode.check}`)
    this.logger.log(barcode.bars)
  }
}
