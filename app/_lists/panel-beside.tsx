import type { ReactNode } from 'react'
import { FollowForm } from '@/components/follows/FollowForm'
import { PublicLists } from '@/components/lists/PublicLists'
import { canonicalField } from '@/lib/taxonomy'
import { viewPath } from '@/lib/views/address'
import { listPublic } from '@/lib/views/reader-lists'
import type { View } from '@/lib/views/view'

/** What else of a view's subject stands above its entries, the same for everybody. */
export async function panelBeside(view: View): Promise<ReactNode> {
  if (view.kind === 'person')
    return (
      <>
        <PublicLists lists={await listPublic(view.name)} />
        <FollowForm path={viewPath(view)} />
      </>
    )
  // Nothing ever comes under a name that is none of arXiv's.
  const isOfSomething = view.kind === 'author' || (view.kind === 'category' && canonicalField(view.category) !== null)
  return isOfSomething ? <FollowForm path={viewPath(view)} /> : null
}
