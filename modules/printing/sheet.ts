/** A sheet of labels, all sizes in millimetres; labels lie edge to edge. */
export interface Sheet {
  id: string
  name: string
  width: number
  height: number
  columns: number
  rows: number
  /** From the edges of the paper to the first label. */
  left: number
  top: number
}

export const A4 = { width: 210, height: 297 }

const sheet = (
  id: string,
  name: string,
  [width, height]: [number, number],
  [columns, rows]: [number, number],
  [left, top]: [number, number]
): Sheet => ({ id, name, width, height, columns, rows, left, top })

/** The sheets offices buy; a municipality adds its own. */
export const COMMON_SHEETS: Sheet[] = [
  sheet('a4-12', 'A4 12面 86.4×42.3mm', [86.4, 42.3], [2, 6], [18.6, 21.2]),
  sheet('a4-12-84', 'A4 12面 84×42mm', [84, 42], [2, 6], [21, 22.5]),
  sheet('a4-10', 'A4 10面 86.4×50.8mm', [86.4, 50.8], [2, 5], [18.6, 21.5]),
  sheet('a4-10-91', 'A4 10面 91×55mm', [91, 55], [2, 5], [14, 11]),
  sheet('a4-18', 'A4 18面 70×42.3mm', [70, 42.3], [3, 6], [0, 21.5]),
  sheet('a4-21', 'A4 21面 70×42.3mm', [70, 42.3], [3, 7], [0, 0.4]),
  sheet('a4-24-70', 'A4 24面 70×33.9mm', [70, 33.9], [3, 8], [0, 12.9]),
  sheet('a4-24-66', 'A4 24面 66×33.9mm', [66, 33.9], [3, 8], [6, 12.9]),
]

export const labelsPerSheet = ({ columns, rows }: Pick<Sheet, 'columns' | 'rows'>) => columns * rows

/** Whether all labels lie on the paper. */
export const fitsOnPaper = ({
  left,
  top,
  width,
  height,
  columns,
  rows,
}: Omit<Sheet, 'id' | 'name'>) =>
  left + columns * width <= A4.width + 0.05 && top + rows * height <= A4.height + 0.05
