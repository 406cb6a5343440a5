# What the commands say.
cli-ask-passphrase = Passphrase of { $staff }:
cli-ask-new-passphrase = New passphrase of { $staff }:
cli-ask-passphrase-again = The same again:
cli-ask-pin = PIN (4 digits):
cli-practice = PRACTICE: nothing was filed with any agency.
cli-written = Written: { $name }
cli-line = Line { $line }:
cli-not-checked = {" "}(not checked)

cli-items = { $items } items, { $unchecked } not checked against the print
cli-form-built-in = built in
cli-need-always = required
cli-need-when = required when { $condition }
cli-shown-when = asked when { $condition }
cli-narrowed-by = list by { $item }
cli-forms-good = No flaw in { $files } files.

cli-online-yes = It can be filed online today.
cli-online-not-yet = It can be filed online, but it is early.
cli-online-notice-first = It can be filed online, but a notice comes first.
cli-online-counter-only = It can be filed at the counter only.
cli-online-too-late = It is too late to file it.
cli-online-no = It cannot be filed online.
cli-online-unknown = The rules do not tell whether it can be filed online today.
cli-not-yet-reason = Begun although the rules advise to wait.
cli-documents = Documents:
cli-document-always = needed: { $name } [{ $id }]
cli-document-if = if it applies: { $name } [{ $id }] { $when }

cli-staff-added = { $name } can open this data folder now.
cli-staff-removed = { $name } can no longer open this data folder.
cli-recovery-key = { $name } can open this data folder now. If every passphrase is lost, only this recovery key opens it (as staff “recovery”). It is shown once: write it down and lock it away.
cli-backed-up = The whole data folder is in { $name }, encrypted; it opens with the same passphrases.
cli-restored = The backup is in { $name }.

cli-no-cases = There is no case yet.
cli-deleted = Case { $id } is deleted.
cli-case-head = { $id }  { $form }  { $status }  { $stage }  { $answered } of { $total }
cli-saved = { $saved ->
    [1] 1 answer
   *[other] { $saved } answers
 } saved.
cli-checked = { $problems ->
    [0] No problem
    [1] 1 problem
   *[other] { $problems } problems
 }; { $answered } of { $total } answered.
cli-warning = Note: { $warning }
cli-one-photo = The applicant has one photo; give one file with --as photo.
cli-unknown-kind = No document of this application is called “{ $kind }”: one of { $choices }.
cli-queued = The case waits in the outbox; `sync` sends it.
cli-trying-again = The server does not answer; trying again for up to { $seconds } seconds.

cli-stage-draft = draft
cli-stage-ready = ready to be sent
cli-stage-queued = waiting to be sent
cli-stage-sending = being sent
cli-stage-received = received by the server
cli-stage-accepted = accepted
cli-stage-under-examination = under examination
cli-stage-documents-asked = documents asked for
cli-stage-decided = decided
cli-stage-delivered = delivered
cli-stage-closed = closed
cli-stage-refused = refused by the server
cli-stage-amended = amended
cli-stage-withdrawn = withdrawn
cli-state-not_asked = not asked yet
cli-state-answered = answered
cli-state-unknown = unknown
cli-state-none = none
cli-state-na = does not apply
cli-state-declined = client declines
cli-state-later = ask later

cli-receipt = Received { $time }, number { $number }
      SHA-256 of the application: { $sha256 }
cli-receipt-office = Handled by { $name }, telephone { $phone }
cli-outbox-empty = Nothing waits to be sent.
cli-outbox-case = { $id }  { $client }  { $sent } of { $size } bytes sent, { $attempts ->
    [1] 1 try
   *[other] { $attempts } tries
 }
cli-synced = Received { $received }, waiting { $waiting }, refused { $refused }.

cli-no-readers = No card reader is connected.
cli-tries = { $left ->
    [1] 1 try
   *[other] { $left } tries
 } left before the PIN is blocked.
cli-card-my-number = My Number card
cli-card-residence-1 = residence card
cli-card-residence-2 = residence card (since June 2026)
cli-card-residence-special = specified residence card
cli-card-special-permanent = special permanent resident certificate
cli-card-other = a card this program does not know
cli-card-none = no card

cli-whole = { $name }: whole (a case, opened { $time }; a case is not signed).
cli-whole-signed = { $name }: whole, signed by { $signer } at { $time }
      certificate { $fingerprint }
cli-not-whole = { $name }: NOT WHOLE

# Lines of `case set` that were not taken.
cli-bad-not-an-answer = Line { $line } is not an answer.
cli-bad-fix-not-an-answer = Write ITEM=VALUE, or ITEM:=state.
cli-bad-not-an-item = Line { $line }: “{ $item }” cannot be the name of an item.
cli-bad-fix-not-an-item = Write the id of an item, or table[row].column with rows counted from 1.
cli-bad-not-a-state = Line { $line }: “{ $state }” is not a state.
cli-bad-fix-not-a-state = One of: unknown, none, na, declined, later.
cli-bad-unknown = Line { $line }: the form has no item “{ $item }”.
cli-bad-fix-unknown = `forms show PROCEDURE STATUS` lists the items.
cli-bad-unknown-near = Line { $line }: the form has no item “{ $item }”.
cli-bad-fix-unknown-near = Perhaps “{ $near }” is meant.
cli-bad-column = Line { $line }: the table { $item } has no column “{ $column }”.
cli-bad-fix-column = One of: { $choices }.
cli-bad-table = Line { $line }: { $item } is a table; its cells are answered one by one.
cli-bad-fix-table = Write { $item }[1].{ $column }=…
cli-bad-not-a-table = Line { $line }: { $item } is not a table.
cli-bad-fix-not-a-table = Write { $item }=…
cli-bad-row = Line { $line }: row { $row } is beyond what any table has.
cli-bad-fix-row = Count rows from 1 to { $max }.
cli-bad-photo = Line { $line }: the photo is not typed.
cli-bad-fix-photo = Attach it: `case attach ID FILE --as photo`.
cli-bad-declaration = Line { $line }: declarations are not typed.
cli-bad-derived = Line { $line }: { $item } is worked out from other answers and is not typed.
cli-bad-fix-declaration = They are recorded by `case submit`.
cli-bad-fix-derived = Answer the items it is worked out from.

error-bad-lines = { $count ->
    [1] 1 line was
   *[other] { $count } lines were
 } not taken; { $saved ->
    [1] 1 answer
   *[other] { $saved } answers
 } of the others saved.
hint-bad-lines = Mend the lines named and give them again.
error-cannot-file = This application cannot be filed here: { $why } No case was begun.
hint-cannot-file = See `law verdict` for the rules behind it.
error-still-waiting = { $why }
hint-still-waiting = It is sent with `sync`, or `case submit ID --wait`, when the server answers.
error-no-new-passphrase = No passphrase was given for the new staff member; nobody was added.
hint-no-new-passphrase = Give --new-passphrase-file FILE, or run it in a terminal.
error-passphrases-differ = The two passphrases differ; nothing was changed.
hint-passphrases-differ = Type the same passphrase twice.
error-no-pin = There is no terminal to ask for the PIN; no card was touched.
hint-no-pin = Run it in a terminal, or give the PIN on standard input with --pin-stdin.
error-backup-exists = { $name } is there already; it was left as it is, and nothing was backed up.
hint-backup-exists = Give a name that is not there yet.
error-restore-staff = Say as whom the backup is opened; nothing was restored.
hint-restore-staff = Give --staff NAME of a staff member of the backup, and their passphrase.
error-input-not-utf8 = Standard input is not UTF-8 text; nothing was saved.
hint-input-not-utf8 = Save the lines as UTF-8 and give them again.
error-input-too-long = Standard input is longer than { $most } MB; nothing was saved.
hint-input-too-long = Give the answers of one case only, in several runs if need be.
error-output-lost = The result could not be written whole to standard output.
hint-output-lost = What the command did is done: look at what is there (case list, client list) before doing it again, with room where the result goes.

# Signing with a card.
cli-ask-sign-pin = PIN for signing (6 to 16 letters and digits):
cli-ask-last = Only one try is left. If it is wrong, the PIN is blocked until the municipality unblocks it. To go on, type the word last:
cli-signed-by = Signed by { $name } with the My Number card.
cli-practice-card = Signed with a practice card, whose keys anybody has: it proves nothing.
# card read --what residence
cli-ask-card-number = Number of the residence card:
cli-card-differs = differs from the form: { $stands }
cli-card-unread = Not read: { $items }
# card read --what certificates
cli-certificate-auth = User authentication certificate
cli-certificate-auth-authority = Its authority
cli-certificate-sign = Signature certificate
cli-certificate-sign-authority = Its authority
cli-certificate-wants-pin = not read: it says name and address, and wants the PIN for signing (--pin-stdin)
cli-tries-each = Tries left: card face { $text }, sign-in { $auth }, signature { $sign }
cli-signed-in = The server knows this card: certificate { $card }.
# Law, documents of a case
cli-ways = What remains:
cli-document-counter = at the counter: { $name } [{ $id }] { $when }
cli-law-same = No difference.
cli-no-rules = There are no rules in { $path }.
cli-older-rules = { $path } is not newer than the rules of this program and was left out.
cli-older-forms = { $path } is not newer than the forms of this program and was left out.
cli-later-forms = { $path } is used from { $day } on, when the program is started then.
cli-no-category = The documents of this status do not depend on a category.
cli-no-question = No document depends on { $id }. Questions: { $choices }
cli-with-nothing = Nothing can be filed together with { $procedure }, so not { $named } either.
cli-with-choices = { $named } cannot be filed together with { $procedure } like that. Possible: { $choices }
cli-category = Category of the organisation: { $category }
cli-category-open = not said yet (--category)
cli-question-open = ? { $text } [{ $id }]
cli-question-yes = yes: { $text } [{ $id }]
cli-question-no = no: { $text } [{ $id }]
cli-question-points = {" "}({ $points } points on the sheet)
cli-question-counted = The points sheet answers { $id }. Change its items (points_…) with case set.
cli-paper-attached = attached: { $name } [{ $id }]
cli-paper-yes = needed: { $name } [{ $id }]
cli-paper-open = if it applies: { $name } [{ $id }]
cli-paper-counter = at the counter: { $name } [{ $id }]
cli-paper-proves = proves: { $what }
cli-paper-form-original = original
cli-paper-form-copy = copy
cli-paper-form-present = shown only
cli-paper-age = issued within { $months } months
cli-paper-translation = with a translation if in a foreign language
