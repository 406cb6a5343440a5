# Clients, organisations, what is known already, editions: commands.
cli-no-clients = No client is known yet: a case with name and date of birth makes one.
cli-no-client-found = No client fits “{ $find }”.
cli-client-deleted = The client is forgotten: name, dates, events. { $cases ->
    [0] There was no case of theirs.
    [1] Their case stays as it is.
   *[other] Their { $cases } cases stay as they are.
}
cli-nothing-due = Nothing is due within { $within } days.
cli-due-passed = passed
cli-due-days = { $days ->
    [0] today
    [1] 1 day left
   *[other] { $days } days left
}
cli-origin-typed = typed
cli-origin-chip = from a card
cli-origin-earlier-case = from a case
cli-origin-organisation = from an organisation
cli-origin-batch = from a batch sheet
cli-no-organisations = No organisation is kept yet: `organisation keep CASE` keeps the one a case names.
cli-organisation-deleted = { $name } is forgotten; answers taken from it stay in the cases.
cli-nothing-known = Nothing more is known for this case.
cli-stands = (stands now: { $text })
cli-taken = { $count ->
    [1] 1 answer
   *[other] { $count } answers
 } taken over.
cli-since = Since the filing of { $time }, number { $number }: { $count ->
    [0] nothing has changed.
    [1] 1 answer has changed.
   *[other] { $count } answers have changed.
}
cli-edition-newest = The case stands on the newest edition of its form.
cli-edition-newer = A newer edition of the form is here: { $to } (the case stands on { $from }). Moving carries { $carried } answers and sets { $aside } aside. `case edition ID --move` moves it.
cli-edition-moved = Moved from edition { $from } to { $to }: { $carried } answers carried, { $aside } set aside.
cli-edition-unknown = The older edition is not in this version: what it asked otherwise cannot be told. Check every answer.
cli-set-aside = Set aside from edition { $edition }: { $item } = { $text }
cli-diff-form = { $code }: { $old } → { $new }
cli-diff-form-gone = { $code }: only in the old forms
cli-diff-form-new = { $code }: only in the new forms
cli-diff-nothing = No item differs.
cli-diff-rule = The rule { $rule } between items differs.

error-no-client = There is no client { $id }.
hint-no-client = `client list` shows them.
error-ambiguous-client = Several clients are named { $id }, or their ids begin so.
hint-ambiguous-client = Give more characters of the id; `client list` shows them.
error-no-organisation = No organisation { $name } is kept.
hint-no-organisation = `organisation list` shows them.
error-ambiguous-organisation = Several organisations are named { $name }, or their ids begin so.
hint-ambiguous-organisation = Give more characters of the id; `organisation list` shows them.
error-no-organisation-here = No organisation or supporter is named in this case; nothing was kept.
hint-no-organisation-here = Answer the name of the organisation first.
error-no-fact = Nothing called “{ $word }” is remembered of a client; nothing was changed.
hint-no-fact = One of: { $choices }.
error-bad-fact = That is no value for { $word }; nothing was changed.
hint-bad-fact = A full date such as 2026-11-24 or 令和8年11月24日; for status the name of a status of residence, for period 3年, 6月 or 90日.
error-no-event = No event is called “{ $kind }”; nothing was noted.
hint-no-event = One of: { $choices }.
error-event-not-noted = No { $kind } on { $day } is noted for this client; nothing was changed.
hint-event-not-noted = `client show` lists the events.
error-no-deadline = The client has no deadline of the rule “{ $rule }”; nothing was changed.
hint-no-deadline = `client show` lists the deadlines with their rules.
error-nothing-filed = Nothing was filed for this client before: there is nothing to compare with.
hint-nothing-filed = A case belongs to a client once name and date of birth are answered; `client show` lists their cases.
error-not-known = Nothing other than what stands there is known for the item { $item }; nothing was taken over.
hint-not-known = `case known ID` lists what is known.
error-delete-filed = This case has its receipt (number { $number }); it was not deleted.
hint-delete-filed = If receipt and filed application are to go for good, say so: `case delete ID --with-receipt`. `case export` and `print --as receipt` keep copies.
error-edition-newest = The case stands on the newest edition of its form ({ $edition }), or was sent; nothing was changed.
hint-edition-newest = `case edition ID` tells when a newer one is here.
error-forms-flawed = { $name } has { $count } flaws; nothing was compared.
hint-forms-flawed = `forms check DIR` names them with file and line.
error-no-form-named = There is neither a folder nor a form called { $name }.
hint-no-form-named = Give a folder, or a code that `forms list` shows, with @EDITION for an earlier edition.

# Screens.
ui-from-organisation = from an organisation kept
ui-home-delete-filed = The receipt of { $client } (number { $number }) would go with it, for good. Del once more deletes both.
ui-home-clients = Clients
ui-due-passed = passed
ui-due-days = { $days ->
    [0] today
    [1] 1 day left
   *[other] { $days } days left
}
ui-client-deadlines = Dates to keep
ui-client-cases = Cases
ui-client-known = Known
ui-client-events = What happened
ui-client-nothing = Nothing is known of this client any more.
ui-client-forget-sure = Forget { $client }: name, dates, events? The cases stay. Del once more forgets.
ui-client-which-event = What happened?
ui-client-which-fact = What is to be remembered?
ui-client-day-help = On which day, as 2026-11-24, 20261124 or 令和8年11月24日.
ui-client-value-help = A date as 2026-11-24 or 令和8年11月24日; a status by its name; a period as 3年 or 90日. Empty forgets it.
ui-fact-stay_until = Stay ends
ui-fact-card_until = Residence card ends
ui-fact-passport_until = Passport ends
ui-fact-certificate_until = Electronic certificate ends
ui-fact-user_id_until = User ID (online system) ends
ui-fact-status = Status of residence
ui-fact-period = Period of stay
ui-origin-typed = noted by staff
ui-known-client = Known of this client (Enter takes it over, a fills what is empty)
ui-known-organisation = Known of { $name } (Enter takes it over, a fills what is empty)
ui-known-changes = Changed since the filing of { $day }, number { $number }: { $count } (before, now)
ui-known-nothing = Nothing more is known. A case belongs to a client once name and date of birth are answered.
ui-known-greet = { $client } was here before: Ctrl+R shows what is known.
ui-known-taken = Taken over: { $count }.
ui-known-kept = { $name } is kept and can be used for all its people.
ui-edition-newer = A newer edition of this form is here ({ $edition }): Alt+E shows what it asks otherwise and moves the draft.
ui-edition-newest = This is the newest edition of the form.
ui-edition-title = A newer edition of the form
ui-edition-what = The draft stands on edition { $from }; edition { $to } is here. Enter moves it: { $carried } answers are carried as they stand.
ui-edition-aside = Set aside, because the newer edition has no place for it (kept with the case)
ui-edition-changed = Asked otherwise: look at these answers again
ui-edition-differs = { $what ->
    [no] number
    [sub] number
    [ja] wording
    [en] English wording
    [help] help
    [unit] unit
    [group] wording
    [required] when it is required
    [required_when] when it is required
    [online] when it is asked
    [condition] when it is asked
    [sheet_condition] when it is asked
    [kind] kind of answer
    [max] length
    [chars] characters
    [partial] parts of the date
    [most] lines at most
    [states] unknown, none and the like
    [choices] lines to choose
    [narrowed_by] lines to choose
    [columns] columns of the table
    [rows] rows of the table
    [sheet] sheet
    [points] points
    [derived] how it is worked out
    [checked] checked against the print
    [checked_en] checked against the print
   *[other] official file
}
ui-edition-added = New
ui-edition-unknown = The older edition is not in this version
ui-edition-check-all = What it asked otherwise cannot be told: look at every answer again.
ui-key-event = event
ui-key-fact = date
ui-key-kept = kept
ui-key-forget = forget
ui-key-known = known answers
ui-key-edition = newer edition
ui-key-turn = next list
ui-key-keep-organisation = keep organisation
ui-key-move = move
