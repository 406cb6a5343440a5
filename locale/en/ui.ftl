# The frame: practice, link, help, shield
ui-practice = 練習 practice
ui-practice-long = Practice: nothing is filed anywhere
ui-practice-nothing-filed = This is practice: nothing was filed with the Immigration Services Agency.
ui-link-up = ● online
ui-link-down = ○ server not reached
ui-shield = The screen is hidden. F9 brings it back.
ui-help-title = The keys that work here
ui-too-small = The window is too small: at least { $width }×{ $height }.
ui-working = One moment…
ui-title = The counter for residence applications
ui-no-name = (no name yet)

# Unlock
ui-unlock-staff = Staff
ui-unlock-passphrase = Passphrase
ui-unlock-again = Again
ui-unlock-encrypted = The drafts on this computer are encrypted. They open only with a staff passphrase.
ui-unlock-first = This is a new data folder. Choose the first staff member's name and a passphrase of at least { $length } characters.
ui-unlock-hint = For practice the staff member is { $name } and the passphrase is { $passphrase }
ui-unlock-add = add a staff member…
ui-unlock-colleague = Colleague
ui-unlock-another = A new staff member: a name, and a passphrase of at least { $length } characters. Then a colleague lets them in.
ui-unlock-vouch = The data folder is encrypted: a colleague who can open it lets the new staff member in with their own passphrase.
ui-unlock-name-taken = That name is taken.
ui-unlock-opening = Opening…
ui-unlock-too-short = The passphrase needs at least { $length } characters.
ui-unlock-differ = The two passphrases differ. Type it again.

# Recovery key
ui-recovery-title = Recovery key
ui-recovery-why = If every passphrase is forgotten, only this recovery key opens the drafts. It is shown this once. Write it on paper and keep it under lock.
ui-recovery-type = When it is written down, type its last group.
ui-recovery-not-it = That is not its last group.

# Desk
ui-home-search = Find a client or case
ui-home-today = Today
ui-home-open = Open cases
ui-home-waiting = Waiting to be sent
ui-home-filed = Filed
ui-home-none = No cases yet. n begins a new one.
ui-home-not-found = Nothing found.
ui-home-delete-sure = Delete the case of { $client }? Del once more deletes it.
ui-home-outbox = To be sent: { $cases } cases, { $files } files, { $size }
ui-days-left = { $days } days left
ui-days-today = ends today
ui-days-over = has ended
ui-progress-short = { $answered } of { $total }
ui-progress = { $answered } of { $total } · problems: { $problems }
ui-received-for = The server received the application of { $client }.

# Stages
ui-stage-draft = draft
ui-stage-ready = ready to be sent
ui-stage-queued = waiting to be sent
ui-stage-sending = being sent
ui-stage-received = received by the server
ui-stage-accepted = accepted
ui-stage-under-examination = under examination
ui-stage-documents-asked = documents asked for
ui-stage-decided = decided
ui-stage-delivered = delivered
ui-stage-closed = closed
ui-stage-refused = to be mended
ui-stage-amended = amended
ui-stage-withdrawn = withdrawn

# New case
ui-new-title = New case
ui-new-procedure = Which procedure?
ui-new-status = Which status of residence?
ui-new-by = Who files it?
ui-new-expiry = When does the period of stay end?
ui-new-expiry-help = The day on the front of the residence card, as 2026-11-24, 20261124 or 令和8年11月24日. If it is not known, press Enter.
ui-new-verdict = May it be filed?
ui-new-no-form = There is no form of this procedure here yet.
ui-new-cannot = This case cannot be begun here; the reason stands above.
ui-new-reason = It is early. Write the reason for going on.
ui-new-reason-missing = It cannot be begun without the reason.
ui-by-self = the applicant
ui-by-legal-representative = the legal representative
ui-by-relative = a relative
ui-by-agent = a lawyer or administrative scrivener
ui-by-organisation = staff of the organisation of affiliation
ui-verdict-yes = You can file this online today.
ui-verdict-not-yet = It is not yet the time to file this.
ui-verdict-counter-only = Not online: this goes to the counter of the regional immigration services bureau.
ui-verdict-too-late = It is too late.
ui-verdict-no = This cannot be filed online.
ui-verdict-unknown = This version cannot tell.
ui-verdict-documents = documents: { $needed } needed, { $maybe } if they apply
ui-verdict-paper = your paper: { $items } items, and { $online } only the online system asks ({ $code })

# Walk
ui-saved = saved
ui-saved-at = saved { $time }
ui-saving = saving…
ui-not-saved = not saved
ui-close-unsaved = Some answers are not saved yet. Esc once more leaves and loses them.
ui-is-sent-as = is sent as   { $sent }
ui-from-card = from the card
ui-from-earlier = from an earlier case
ui-from-batch = from a batch sheet
ui-unchecked-item = (wording or number not checked on the official sheet)
ui-unchecked-rule = (not checked)
ui-elsewhere-photo = The photo is attached under F5, documents.
ui-elsewhere-declaration = Declared at the review, F6.
ui-walk-kept = The text that was being typed last time is back. Enter keeps it.
ui-state-not-here = This item does not take “{ $state }”.
ui-ask-state = Instead of an answer (a digit chooses)
ui-ask-number = Go to number
ui-no-number = There is no item { $number }.
ui-no-problem = There is no problem.
ui-nothing-to-undo = There is nothing to take back.
ui-nothing-to-redo = There is nothing to bring again.
ui-date-first = Type the date first.
ui-date-no-less = No more of it can be unknown.
ui-table-empty = No rows. a adds one.
ui-table-row = row { $row }
ui-table-full = The { $rows } rows of the paper are full. Write the rest on a separate sheet and attach it as a document.
ui-mark-answered = answered
ui-mark-problem = problem
ui-mark-not-yet = not yet
ui-mark-later = ask later
ui-mark-na = does not apply
ui-mark-chip = from a chip

# Documents
ui-documents-title = Documents
ui-documents-total = { $files } of { $most } files, { $size } of { $room }
ui-document-needed = not attached (needed)
ui-document-maybe = if it applies
ui-kind-photo = Photo
ui-kind-other = Another document
ui-attach-path = Where the file is (Tab completes)
ui-attach-kind = What is { $name }?

# Review
ui-review-title = Check your answers
ui-declarations = Declarations (read out in { $language })
ui-declare-intent = I have confirmed that the applicant intends to make this application.
ui-declare-facts = I have confirmed the facts stated with the applicant and the representative of the organization.
ui-declared-by = Confirmed by { $staff }
ui-send-problems = To send, mend what is wrong first: { $problems }.
ui-send-declare = To send, read out and confirm declarations 1 and 2.
ui-send-ready = Send
ui-send-practice = Send to the practice server (nothing is filed)

# Sending
ui-outbox-title = Sending
ui-outbox-empty = Nothing waits to be sent.
ui-outbox-leave = You can leave this screen; sending goes on.
ui-connecting = connecting…
ui-sending = sending…
ui-rate = { $rate } a second, about { $time } left
ui-seconds = { $seconds } s
ui-minutes = { $minutes } min
ui-sent-of = { $sent } of { $size }
ui-waiting-because = waiting: { $why } (tries: { $attempts }; everything is kept)
ui-refused = The server did not take it. To be mended: { $count }. All answers are kept.

# Receipt, filed case
ui-receipt-title = Receipt
ui-receipt-received = Received by the server.
ui-receipt-number = Number
ui-receipt-time = Received at
ui-receipt-office = Handled by
ui-receipt-phone = Telephone
ui-receipt-hash = Content (SHA-256)
ui-receipt-file = File
ui-receipt-next = Next it is examined. Requests for documents and the result come by e-mail and appear here.
ui-receipt-next-practice = For real, the examination would follow. The practice ends here.
ui-print-to = Print to file
ui-printed = Printed to { $path }.
ui-filed-way = Timeline
ui-filed-number = Number (write it on posted documents)
ui-filed-files = Files
ui-filed-answers = What was filed, as filed

# Card
ui-card-looking = Looking for a card…
ui-card-reading = Reading the card. Leave it there.
ui-card-there = F3: name, address, birth date, sex
ui-card-there-nothing = nothing of it can be read yet
ui-card-offers-nothing = Nothing of this card can be read yet.
ui-card-tries = Tries left: { $left }
ui-card-pin = PIN for the printed data (4 digits)
ui-card-last = Only one try is left. If it is wrong, the PIN is blocked until the municipality unblocks it. To go on, type the word last.
ui-card-facts = What the card says, and what stands in the form (Enter accepts, x refuses)
ui-card-no-facts = The card has nothing for this form.
ui-card-no-case = { $count } items were read from the card. Open a case to take them over.
ui-card-stands-empty = (empty)
ui-card-my-number = My Number card
ui-card-residence-1 = Residence card (first generation)
ui-card-residence-2 = Residence card (second generation)
ui-card-residence-special = Specified residence card
ui-card-special-permanent = Special permanent resident certificate
ui-card-other = Another card
ui-card-none = No card

# Line mode
ui-linear-stands = stands now: { $text }
ui-linear-no-word = There is no :{ $word } here.

# Keys
ui-key-help = all keys
ui-key-card = card
ui-key-shield = hide the screen
ui-key-lock = lock
ui-key-quit = quit
ui-key-close = close
ui-key-up = up
ui-key-down = down
ui-key-page-up = page up
ui-key-page-down = page down
ui-key-end = to the end
ui-key-practice = practice mode
ui-key-leave-practice = leave practice
ui-key-unlock = open
ui-key-language = language
ui-key-written-down = written down
ui-key-new = new
ui-key-open = open
ui-key-outbox = sending
ui-key-search = find
ui-key-delete = delete
ui-key-next = next
ui-key-back = back
ui-key-desk = desk
ui-key-number = number
ui-key-problem = next problem
ui-key-states = no answer
ui-key-client-language = language
ui-key-documents = documents
ui-key-review = review
ui-key-outline = outline
ui-key-sheet-down = next sheet
ui-key-sheet-up = sheet before
ui-key-unknown = unknown
ui-key-none = none
ui-key-na = does not apply
ui-key-declined = client declines
ui-key-later = ask later
ui-key-undo = take back
ui-key-redo = bring again
ui-key-date-unknown = unknown day, month
ui-key-new-line = new line
ui-key-add-row = add row
ui-key-edit-row = edit row
ui-key-remove-row = remove row
ui-key-next-cell = next cell
ui-key-end-row = end row
ui-key-go = go
ui-key-attach = attach
ui-key-detach = detach
ui-key-form = form
ui-key-complete = complete
ui-key-choose = choose
ui-key-declare = confirm
ui-key-send = send
ui-key-send-now = send now
ui-key-receipt = receipt
ui-key-print = print
ui-key-filed = what was filed
ui-key-accept = accept
ui-key-refuse = refuse
ui-key-accept-empty = all into empty
ui-key-card-read = read
ui-key-card-leave = leave it
ui-key-card-enter = enter

# The forms: division of a status
ui-new-division = Which sheets? This status has several
# Who signs, on the review screen.
ui-sign-title = Who signs
ui-sign-card = My Number card of the person who files
ui-sign-off = does not sign
ui-sign-on = signs, with its PIN for signing
ui-sign-pin = PIN for signing (6 to 16 letters and digits)
# Residence cards on the screen: strip, panel, what no form has.
ui-card-lay = Lay the card on the reader.
ui-card-late = No card has come. The reader must be one for Type B cards (My Number and residence cards are). Lay the card flat on its middle, alone and out of its case, and leave it there.
ui-card-number = Number of the card: twelve characters, top right on its front (a wrong number locks nothing)
ui-card-there-residence = F3: everything in its chip, with the number on the card
ui-card-stands-earlier = { $stands } (earlier case)
ui-card-not-checked = (meaning not checked)
ui-card-photo-coming = The photo is being made…
ui-card-photo-not-here = The photo is not shown line by line.
ui-card-detail-residence-card-number = Card number
ui-card-detail-address = Address
ui-card-detail-address-date = Address notified on
ui-card-detail-municipality = Municipality (code)
ui-card-detail-permission-general = Permission to work, general
ui-card-detail-permission-general-expiry = General permission until
ui-card-detail-permission-individual = Permission to work, individual
ui-card-detail-permission-type = Kind of permission (code)
ui-card-detail-permission-date = Permitted on
ui-card-detail-pending = Application pending
ui-card-detail-birth-date = Date of birth
ui-card-detail-sex = Sex
ui-card-detail-nationality = Nationality/region (code)
ui-card-detail-status-code = Status of residence (code)
ui-card-detail-current-period = Period of stay
ui-card-detail-current-expiry = Period of stay ends
ui-card-detail-card-until = Card valid until
ui-card-detail-work-limit = Restriction on work
ui-card-detail-note = Note
ui-key-card-details = all of it
ui-key-card-photo = photo
ui-card-detail-family-name = Family name
ui-card-detail-given-name = Given name
ui-card-detail-certificate-until = User certificate valid until
ui-card-authority-auth = Its authority until
ui-card-authority-sign = Signature authority until
ui-card-tries-of = Tries left
ui-card-tries-each = card face { $text }, sign-in { $auth }, signature { $sign }
