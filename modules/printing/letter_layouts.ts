import { answersTo } from '#app/module_system/main'
import type { Municipality } from '#app/tenancy/main'
import { letterLayouts } from './api.js'
import { POSTCARD, WINDOW_LETTER, type LetterLayout } from './letter_layout.js'

/** The product's own layouts, and those of the municipality's modules. */
export const letterLayoutsOf = async (municipality: Municipality): Promise<LetterLayout[]> => [
  WINDOW_LETTER,
  POSTCARD,
  ...(await answersTo(letterLayouts, municipality)).flat(),
]
