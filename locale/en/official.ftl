# Writing for the Immigration Services Agency's bulk-application template.

problem-official-missing = The bulk-application template needs “{ $column }” ({ $cell }).
fix-official-missing = Answer this item; where there is none, write what the site says for it, such as なし.
problem-official-parent = “{ $column }” ({ $cell }) is needed before “{ $child }” can be given.
fix-official-parent = Answer this item.
problem-official-characters = “{ $column }” ({ $cell }) has characters the template does not take. It takes { $class ->
    [digits] digits
    [letters] Latin letters
    [alnum] Latin letters and digits
    [ascii] Latin letters, digits and half-width signs
    [capitals] capitals and spaces
    [digits-signs] digits and half-width signs
    [kanji-digits] kanji and full-width digits
    [full] full-width characters
    [full-digits] full-width characters and digits
   *[other] full-width characters, Latin letters, digits and half-width kana
 }.
fix-official-characters = Write it in those; signs such as ①, ㈱ and 﨑 are not taken.
problem-official-length = “{ $column }” ({ $cell }) must have exactly { $length } characters.
fix-official-length = Count them and write it again.
problem-official-too-long = “{ $column }” ({ $cell }) takes { $max } characters; these are { $length }.
fix-official-too-long = Write it shorter.
problem-official-list = “{ $column }” ({ $cell }) has no choice in the template that this answer stands for.
fix-official-list = Choose one that can be chosen in this application.
problem-official-rows = The template has only { $max } rows for this table.
fix-official-rows = Take out the rows beyond and attach them on a separate sheet.

cli-one-case = XML takes one case at a time.
cli-official-file = { $name } ({ $code }, { $people ->
    [1] 1 person
   *[other] { $people } people
 })
cli-official-not-tried = The checks of the agency's bulk-application template found nothing. Whether the online application site accepts the file was not tried here.
cli-official-refused = { $count ->
    [1] The template refuses 1 thing
   *[other] The template refuses { $count } things
 }; no file was written.
cli-official-warning = Of case { $id } the template asks about this; it does not keep the file from being written.
cli-official-closed = Closed. Application number { $number }

error-official-not-taken = Case { $id }: the bulk application does not take “{ $procedure }” for “{ $status }”. No file was written.
hint-official-not-taken = Leave this case out, or file it on the site's own screens.
error-official-which-activity = Case { $id }: it is not known which activity of “{ $status }” it is, so it has no application code. No file was written.
hint-official-which-activity = Answer the item on the main activity (for designated activities, the number of the notification; for the highly skilled (ii), also the activity of the status (ii)).
error-official-exists = { $name } holds another export and was not overwritten.
hint-official-exists = Move or delete it once the site has it, or name another folder.
error-official-number = This cannot be an application number; nothing was changed.
hint-official-number = Type the number the site shows: letters, digits and hyphens, 40 at most.

ui-official-title = Export for the official site
ui-official-none = There is no case to export.
ui-official-why = Space marks, Enter exports (the line pointed at where none is marked). Whether the site accepts the file was not tried here.
ui-official-folder = Folder to write to:
ui-official-number = Number the site gave this application (closes the case):
ui-official-closed = Closed. Application number { $number }
ui-key-official = official site
ui-key-export = export
ui-key-official-number = site’s number
ui-key-close-case = close case
