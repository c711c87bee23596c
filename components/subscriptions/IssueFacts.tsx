interface IssueFactsProps {
  /** Days of the listings that it is made of, in words. */
  covers: readonly string[]
  /** Categories whose listing had not come in time. */
  missing: readonly string[]
  /** Where the very mail is; null: none was sent. */
  mail: string | null
}

/** What an issue is made of, what it lacks, and the mail as it was sent. */
export function IssueFacts({ covers, missing, mail }: IssueFactsProps) {
  return (
    <div className="prose">
      {covers.length > 0 && (
        <p>
          Made of arXiv’s {covers.length === 1 ? 'listing' : 'listings'} of {covers.join(', ')}.
        </p>
      )}
      {missing.length > 0 && (
        <p>
          The {missing.length === 1 ? 'listing' : 'listings'} of {missing.join(', ')} had not come in time.
        </p>
      )}
      {mail && (
        <p>
          <a href={mail}>The mail as it was sent</a>, without anybody’s own links.
        </p>
      )}
    </div>
  )
}
