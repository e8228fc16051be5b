import vine from '@vinejs/vine'
import {
  optionalDay,
  optionalEmail,
  optionalLastDay,
  optionalPhone,
  optionalPostalCode,
  optionalText,
  optionalUrl,
  text,
  wholeNumber,
  yesOrNo,
} from '#app/http/main'

/** ST5 基本情報変更. */
export const municipalityValidator = vine.compile(
  vine.object({
    municipality_name: text(50),
    municipality_kana: text(100).regex(/^[ァ-ヶー・\s　]+$/),
    header_title: optionalText(50),
    postal_code: optionalPostalCode(),
    address: optionalText(200),
    department: optionalText(100),
    contact_person: optionalText(60),
    phone: optionalPhone(),
    fax: optionalPhone(),
    email: optionalEmail(),
    homepage: optionalUrl(),
    visible: yesOrNo(),
    display_order: wholeNumber(0, 9999),
    service_code: optionalText(30),
    valid_from: optionalDay(),
    valid_until: optionalLastDay('valid_from'),
  })
)
