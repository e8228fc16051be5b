/**
 * The product's icons: line drawings on a 24 × 24 field, coloured by the text
 * around them. They decorate words and never stand in for one, so they are
 * hidden from screen readers.
 */
const DRAWINGS = {
  info: '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.5v.01"/>',
  success: '<circle cx="12" cy="12" r="9"/><path d="m8 12.5 2.7 2.7L16 9.5"/>',
  warning: '<path d="M12 3.5 22 20.5H2zM12 10v4.5M12 17.5v.01"/>',
  error: '<path d="M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3zM12 7.5v5.5M12 16.5v.01"/>',
  back: '<path d="m14.5 5-7 7 7 7"/>',
  forward: '<path d="m9.5 5 7 7-7 7"/>',
  menu: '<path d="M4 6.5h16M4 12h16M4 17.5h16"/>',
  print: '<path d="M7 9V3.5h10V9M7 17.5H4V9h16v8.5h-3M7 14h10v6.5H7z"/>',
  search: '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
  calendar: '<path d="M4 5.5h16v15H4zM4 10h16M8.5 3v4M15.5 3v4"/>',
  person: '<circle cx="12" cy="8" r="4"/><path d="M4 20.5c1-4 4-6 8-6s7 2 8 6"/>',
  download: '<path d="M12 3.5v12m-5-5 5 5 5-5M4 20.5h16"/>',
  plus: '<path d="M12 5v14M5 12h14"/>',
  edit: '<path d="m4 20 1-4.5L16.5 4l3.5 3.5L8.5 19z"/>',
  delete: '<path d="M4 6.5h16M9 6.5V4h6v2.5M6 6.5l1 14h10l1-14M10 11v5.5M14 11v5.5"/>',
  phone:
    '<path d="M5 3.5h4l2 5-2.5 2a11 11 0 0 0 5 5l2-2.5 5 2v4a1.5 1.5 0 0 1-1.5 1.5C10.5 20.5 3.5 13.5 3.5 5A1.5 1.5 0 0 1 5 3.5z"/>',
  external: '<path d="M14 4h6v6M20 4l-9 9M17 13.5v6.5H4V7h6.5"/>',
} as const

export type IconName = keyof typeof DRAWINGS

/**
 * @returns the SVG of an icon
 * @throws RangeError naming the icons there are, when the name is not one of them
 */
export function drawIcon(name: string): string {
  if (!Object.hasOwn(DRAWINGS, name)) {
    throw new RangeError(`No icon "${name}". There are: ${Object.keys(DRAWINGS).join(', ')}`)
  }
  return `<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">${DRAWINGS[name as IconName]}</svg>`
}
