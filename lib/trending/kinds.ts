/** What pages call the kinds of terms; one that is not here goes by its own name. */
const NAMES: Readonly<Record<string, string>> = {
  listed: 'Announced',
  vote: 'Votes here',
  pick: 'A curator’s pick',
  hf_upvotes: 'Upvotes at Hugging Face',
  hf_comments: 'Comments at Hugging Face',
  github_stars: 'Stars of its repository',
  early_warning: 'Early warning',
}

/** `Votes here`. */
export const kindInWords = (kind: string): string => NAMES[kind] ?? kind
