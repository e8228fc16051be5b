import type { ReportCell, ReportColumn } from '#app/module_kit/main'

const SHADES = 5

/** A cell as people read it. */
export function shownCell(cell: ReportCell, { kind }: ReportColumn): string {
  if (cell === null) return '−'
  if (typeof cell === 'string') return cell
  return kind === 'share' || kind === 'heat'
    ? `${(cell * 100).toFixed(1)}%`
    : cell.toLocaleString('ja-JP')
}

/** A cell as other programs read it. */
export function plainCell(cell: ReportCell, { kind }: ReportColumn): string {
  if (cell === null) return ''
  return typeof cell === 'number' && (kind === 'share' || kind === 'heat')
    ? (cell * 100).toFixed(1)
    : String(cell)
}

/** How dark a cell is shaded, 0 to 5; null where there is nothing to shade. */
export function shadeOf(cell: ReportCell, { kind }: ReportColumn): number | null {
  if (kind !== 'heat' || typeof cell !== 'number') return null
  return cell <= 0 ? 0 : Math.min(SHADES, Math.ceil(cell * SHADES))
}

/** Whether the column is set to the right, as figures are. */
export const isFigure = ({ kind }: ReportColumn) => kind !== undefined
