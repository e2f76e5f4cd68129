import { styleText } from 'node:util'

export type Style = Extract<Parameters<typeof styleText>[0], readonly unknown[]>
/** Adds a style where colour is wanted. */
export type Paint = (style: Style, text: string) => string

/** What every part of the summary is drawn with. */
export interface Screen {
  paint: Paint
  columns: number
}

/** The caller has looked at the stream already: `styleText` must not look at standard output again. */
export function painter(color: boolean): Paint {
  return (style, text) => (color ? styleText(style, text, { validateStream: false }) : text)
}
