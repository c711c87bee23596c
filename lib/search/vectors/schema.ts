import { Bool, Field, FixedSizeList, Float32, Float64, List, Schema, Utf8 } from 'apache-arrow'

const vector = (dimensions: number) =>
  new Field('vector', new FixedSizeList(dimensions, new Field('item', new Float32(), true)), false)

/** Columns of a paper's vector. What conditions are about stands here as in the table of papers. */
export const vectorsSchema = (dimensions: number) =>
  new Schema([
    new Field('id', new Utf8(), false),
    /** Of the text that it was made of. */
    new Field('mark', new Utf8(), false),
    vector(dimensions),
    new Field('categories', new List(new Field('item', new Utf8(), true)), false),
    new Field('listed', new Float64(), false),
    new Field('submitted', new Float64(), false),
    new Field('code', new Bool(), false),
  ])

/** Columns of what was learned about a word. */
export const basisSchema = (dimensions: number) =>
  new Schema([new Field('word', new Float64(), false), vector(dimensions)])

export const vectorsName = (index: string) => `${index}_vectors`
export const basisName = (index: string) => `${index}_basis`
