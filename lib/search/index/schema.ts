import { Binary, Bool, Field, Float64, Int32, List, Schema, Utf8 } from 'apache-arrow'

/** Columns of `IndexedPaper`. */
export const PAPERS_SCHEMA = new Schema([
  new Field('id', new Utf8(), false),
  new Field('text', new Utf8(), false),
  new Field('ranked', new Binary(), false),
  new Field('categories', new List(new Field('item', new Utf8(), true)), false),
  new Field('listed', new Float64(), false),
  new Field('submitted', new Float64(), false),
  new Field('code', new Bool(), false),
])

/** Columns of `IndexedWord`. */
export const WORDS_SCHEMA = new Schema([new Field('stem', new Utf8(), false), new Field('papers', new Int32(), false)])
