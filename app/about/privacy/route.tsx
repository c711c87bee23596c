import { answerPage } from '@/app/_answer/page'
import { Prose } from '@/components/Prose'
import { ABSOLUTE_DAYS, IDLE_DAYS } from '@/lib/accounts/session-life'
import { config } from '@/lib/config'
import { SENT_DAYS } from '@/lib/digest/forget-sent'
import { DIGEST_DAYS, SETTLED_DAYS } from '@/lib/outbox/purge'
import { paths } from '@/lib/paths'
import { FORMER_DAYS, PENDING_DAYS } from '@/lib/subscriptions/purge'
import { COUNTING } from '@/lib/trending/constants'

/** What is kept about people, why, and for how long; it says what the code does. */
export function GET(request: Request): Promise<Response> {
  const { siteName, meaning } = config()
  return answerPage(
    request,
    {
      title: 'Privacy',
      path: paths.aboutPrivacy,
      shared: [],
      description: `What ${siteName} keeps about its readers, why, and for how long.`,
    },
    <Prose title="Privacy">
      <p>
        Reading needs no account, and nothing is kept about it. There are no advertisements, no analytics, and no
        request from your browser to anybody else: pages load only files of this site, and mails load nothing when
        opened.
      </p>

      <h2>What is kept, and why</h2>
      <ul>
        <li>
          <strong>Your email address.</strong> To sign you in and to send what you asked for. It is never shown to
          others and never stands in our logs. An address that did nothing but ask, and never confirmed, is forgotten
          after {PENDING_DAYS} days; one that left every list, never voted for a paper nor saved one, keeps no list,
          follows nothing and is not signed in, {FORMER_DAYS} days after it left, with its subscriptions and what was
          mailed to it.
        </li>
        <li>
          <strong>Your votes.</strong> So that each counts once and you can take it back. Pages show only how many there
          are, never whose, unless you show them on your own page in your settings. One that you take back is remembered
          for {COUNTING.endedKeptDays} days more, so that <a href={paths.aboutMoments}>lists as they stood</a> stay
          right.
        </li>
        <li>
          <strong>What you bring and say in public.</strong> Papers that you submit or pick, with your sentence and the
          name that you chose; pictures of papers, made anew without what a camera wrote into them. When you delete your
          account, the papers stay; your name, your sentences and your pictures go.
        </li>
        <li>
          <strong>Your name and your comments.</strong> Only if you write some. Both are public, and so is what a
          comment said before you edited it. Whose votes a comment has, and who reported one, stands nowhere in public.
          What you delete is gone with all that it said before; when you delete your account, so are your comments:
          where answers hang on one, its place stays, without words and without a name. What a moderator decided about
          you stays in the public log, then without your name. A ban holds when you delete your account and come back.
        </li>
        <li>
          <strong>Papers you saved, and those you put out of sight.</strong> With the time, for your{' '}
          <a href={paths.readingList}>reading list</a> and so that your lists leave out what is not for you. Nobody else
          sees them, and they change no ranking. Each can be taken back, and is gone then.
        </li>
        <li>
          <strong>Your lists and what you follow.</strong> A list with its notes is seen by you alone unless you show
          it; made private again, its address changes. Whom and what you follow is shown to nobody, those whom you
          follow included. In a group that you join, its members see that you are in it by number, and how many of them
          voted for a paper since they joined, with your name only if you say so.
        </li>
        <li>
          <strong>What your personal list goes by.</strong> Only if you asked for{' '}
          <a href={paths.forYou}>a list made for you</a>: the words that it learned from your votes, your saves and what
          is not for you. You see them, can have them forgotten, and nobody else sees them; they change no ranking.
        </li>
        <li>
          <strong>When you last went through a list.</strong> Only if you are signed in, and only when you say so with
          “mark all seen” or reach the list’s end with our script: the list’s address, and the time. So that the next
          visit can tell what is new. Which papers you read or opened is not kept.
        </li>
        <li>
          <strong>Your digests.</strong> Of each the list, the name you gave it, how often, the hour and the time zone,
          how long a mail is, and the time at which you confirmed. <a href={paths.settings}>Your settings</a> give you
          all of it as a file, and delete it.
        </li>
        <li>
          <strong>What was mailed to you.</strong> Which digest, when, and what the mail server answered, for{' '}
          {DIGEST_DAYS} days, so that no mail is sent twice; and which papers, for {SENT_DAYS} days, so that none comes
          again. Sign-in and confirmation mails lose their address and content as soon as they are sent; that there was
          one is forgotten after {SETTLED_DAYS} days.
        </li>
        <li>
          <strong>Where you are signed in.</strong> A name such as “Firefox on Linux” and when it was last used, for the
          list in your <a href={paths.settings}>settings</a>. It ends {IDLE_DAYS} days after its last use, and{' '}
          {ABSOLUTE_DAYS} days after it began at the latest.
        </li>
        <li>
          <strong>Counts against abuse.</strong> How often an address or a network asked for a mail, under a keyed hash
          that does not tell which, for hours. Network addresses themselves are not stored.
        </li>
      </ul>

      <h2>Cookies</h2>
      <p>
        Only while you sign in or are signed in: one that says who you are, one that knows the browser that asked to
        sign in, and one that remembers the vote or mark you were about to give. Asking for a digest leaves one for an
        hour, by which this browser can confirm it with one press; your address does not stand in it. None of them tells
        anybody else anything.
      </p>

      <p>
        Your browser remembers a few things for itself, which never leave it: whether you stopped the keys, which
        abstracts you left open, and, signed out, when you last opened a list.
      </p>

      <h2>Mails</h2>
      <p>
        No digest comes to an address that its owner did not confirm, by a mail or by signing in with it. Mails hold no
        picture or link that tells that you opened them. Each digest ends with a link that stops it, without signing in.
      </p>

      <h2>Who else gets it</h2>
      <p>
        The mail server that delivers to you learns your address and the mail. Nobody else does. Whoever runs this site
        can read its database. Delete everything in <a href={paths.settings}>your settings</a>, or ask them to, and all
        of the above goes, votes that were counted included. Two things stay, each by a keyed hash of your address that
        tells nobody which it is: that it gets no mail, and that it was banned, where that is so.
      </p>
      {meaning.kind === 'server' && (
        <p>
          What is searched for, without who searched, goes to the embedding server at {new URL(meaning.server.url).host}
          , which tells what means the same.
        </p>
      )}
    </Prose>,
  )
}
