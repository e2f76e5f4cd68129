/** `lxml.html`: what `clean` and `diff` take from its Python part. */
import type { Address } from '../memory/address.ts'
import { S } from '../memory/statics.ts'
import { invoke, list, text } from '../modules/kit/values.ts'
import { newRef } from '../runtime/refcount.ts'
import { pythonModule, type StandIn } from './kit.ts'

const tags = `html head body frameset base isindex link meta script style title address blockquote center del div h1 h2
  h3 h4 h5 h6 hr ins noscript p pre dir dl dt dd li menu ol ul table caption colgroup col thead tfoot tbody tr td th form
  button fieldset legend input label select optgroup option textarea a applet basefont bdo br embed font iframe img map
  area object param q span sub sup abbr acronym cite code dfn em kbd samp strong var b big i s small strike tt u blink
  marquee article aside audio canvas command datalist details figcaption figure footer header hgroup keygen mark math
  meter nav output progress rp rt ruby section source summary svg time track video wbr`
const safeAttributes = `abbr accept accept-charset accesskey action align alt axis border cellpadding cellspacing char
  charoff charset checked cite class clear cols colspan color compact coords datetime dir disabled enctype for frame
  headers height href hreflang hspace id ismap label lang longdesc maxlength media method multiple name nohref noshade
  nowrap prompt readonly rel rev rows rowspan rules scope selected shape size span src start summary tabindex target
  title type usemap valign value vspace width`

function names(source: string): Address {
  return newRef(invoke(S.PyFrozenSet_Type, list(source.split(/\s+/).map(text))))
}

export const lxml: Readonly<Record<string, StandIn>> = {
  'lxml.html': {
    make: () => ({
      ...pythonModule('lxml.html', 'fromstring fragment_fromstring xhtml_to_html tostring _transform_result').make?.(),
      XHTML_NAMESPACE: newRef(text('http://www.w3.org/1999/xhtml')),
    }),
  },
  'lxml.html.defs': {
    make: () => ({
      tags: names(tags),
      safe_attrs: names(safeAttributes),
      frame_tags: names('frameset frame noframes'),
    }),
  },
}
