import vine from '@vinejs/vine'
import {
  optionalDay,
  optionalLastDay,
  optionalPhone,
  optionalPostalCode,
  optionalText,
  text,
  wholeNumber,
  yesOrNo,
} from '#app/http/main'
import { toHalfWidth } from '#app/ui/main'

export const counterValidator = vine.compile(
  vine.object({
    code: vine
      .string()
      .parse((value) =>
        typeof value === 'string' ? toHalfWidth(value).trim().toUpperCase() : value
      )
      .regex(/^[A-Z0-9]{1,12}$/),
    counter_name: text(50),
    postal_code: optionalPostalCode(),
    address: optionalText(200),
    directions: optionalText(200),
    phone: optionalPhone(),
    visible: yesOrNo(),
    display_order: wholeNumber(0, 9999),
    opens_on: optionalDay(),
    closes_on: optionalLastDay('opens_on'),
  })
)
