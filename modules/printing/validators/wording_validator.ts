import vine from '@vinejs/vine'
import { text, wholeNumber } from '#app/http/main'
import { PURPOSES, type WordingText } from '../wording.js'
import { anyId, millimetres } from './printing_validators.js'

const moved = () => millimetres(-50, 50)

/** What the form for a wording asks. */
export const wordingValidator = vine.compile(
  vine.object({
    name: text(60),
    purpose: vine.enum(PURPOSES),
    layout: anyId(),
    title: text(100),
    body: text(6_000),
    sender: text(300),
    address_x: moved(),
    address_y: moved(),
    body_x: moved(),
    body_y: moved(),
    /** The version that was edited; 0 for a new wording. */
    version: wholeNumber(0, 1_000_000),
    /** On which a test print is made. */
    printer: anyId().optional(),
  })
)

type Asked = Awaited<ReturnType<(typeof wordingValidator)['validate']>>

/** A stored wording as the form's boxes. */
export const wordingInForm = ({ shift, ...stored }: WordingText) => ({
  ...stored,
  ...{ address_x: shift.address.x, address_y: shift.address.y },
  ...{ body_x: shift.body.x, body_y: shift.body.y },
})

/** What was sent, as a wording. */
export const wordingFromForm = (asked: Asked): WordingText => ({
  ...{ purpose: asked.purpose, layout: asked.layout },
  ...{ title: asked.title, body: asked.body, sender: asked.sender },
  shift: {
    address: { x: asked.address_x, y: asked.address_y },
    body: { x: asked.body_x, y: asked.body_y },
  },
})
