import { paths } from '@/lib/paths'
import type { Operator } from '@/lib/search/query/grammar'

interface SearchHelpProps {
  operators: readonly Operator[]
  mostPapers: number
}

const WORDS: readonly { example: string; meaning: string }[] = [
  { example: 'sparse attention', meaning: 'papers with any of these words, those with more of them first' },
  { example: '"sparse attention"', meaning: 'these words side by side; one word in quotation marks has to be there' },
  { example: 'attention -survey', meaning: 'without this word; NOT before it says the same' },
  { example: '"state space" OR mamba', meaning: 'one of the two has to be there; OR in capitals' },
]

/** Every operator with its meaning and an example that is a link. */
export function SearchHelp({ operators, mostPapers }: SearchHelpProps) {
  return (
    <>
      <p>
        Type what you look for as you would say it. Words are found in titles and abstracts in all their forms, and a
        name finds what its bearer wrote. An arXiv identifier, a DOI or an address goes straight to its paper.
      </p>
      <h2>Words</h2>
      <Examples rows={WORDS} />
      <h2>Fields, dates and orders</h2>
      <Examples rows={operators} />
      <p>
        All of them can stand together, in any order, and <code>-</code> before a field leaves its papers out. What
        cannot be used is left out, and the page says why. Each part of a search stands above its results, and can be
        removed there.
      </p>
      <h2>What comes of it</h2>
      <p>
        A list shows the first {mostPapers.toLocaleString('en')} papers of a search. Every search has an address: behind
        it are feeds, and it can come by email, with new papers that hold all of its words.
      </p>
    </>
  )
}

function Examples({ rows }: { rows: readonly { example: string; meaning: string }[] }) {
  return (
    <dl className="examples">
      {rows.map(({ example, meaning }) => (
        <div key={example}>
          <dt>
            <a href={paths.search(example)}>
              <code>{example}</code>
            </a>
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  )
}
