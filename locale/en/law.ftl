# Reasons of a verdict: law-<code of the reason>
law-opens = Accepted from about { $date } (about 3 months before the stay ends on { $expires }).
law-opens-short = For a period of stay under 6 months, no first day of acceptance is published.
law-not-yet = Too early: accepted from about { $date }. The law sets no first day, so it can go on with a reason, such as a stay in hospital or a long business trip.
law-online-last = Online until { $date }, the day before the stay ends.
law-counter-last = At the counter until { $date }, the day the stay ends.
law-counter-only = Not online on the last day of the stay ({ $expires }) or after. At the counter only, until { $date }.
law-too-late = The period of stay ended on { $expires }; this may be an overstay. Go to the regional immigration services bureau in person at once.
law-closing-day = Offices are closed on { $date }. Plan to file by { $plan }. Filing on the next working day, { $next }, still counts as in time, but does not lengthen the stay.
law-closing-open = The holidays of that year are not listed, so it is not known whether offices are closed on { $date }.
law-special = Filed in time and undecided when the stay ends: the present status goes on until the decision or { $date }, whichever is first.
law-special-short = A stay of 30 days or less has no special period after it ends.
law-scope-yes = { $who ->
    [organisation] Everyone with an organisation in Japan can file this online.
   *[all] Everyone can file this online.
}
law-scope-no = This application cannot be filed online. File it at the counter of the regional immigration services bureau.
law-who-yes = { $by ->
    [self] The applicant can file it, with a My Number card.
    [legal-representative] The legal representative can file it.
    [relative] A relative can file it for someone under 16.
    [agent] A lawyer or administrative scrivener can file it.
   *[organisation] Staff of the organisation of affiliation can file it.
}
law-who-if = A relative can file online only if the applicant is under 16, or cannot apply because of illness or another reason. If so, yes; if not, no.
law-who-no = This person cannot file it online.
law-who-too-young = Under 15 the applicant cannot file in person; the legal representative does.
law-who-short-stay = With a period of stay of 3 months or less the applicant cannot file online; file at the counter.
law-fee = The fee is paid when permission is given: { $online } yen online, { $counter } yen at the counter.
law-fee-counter = The fee is paid when permission is given: { $counter } yen at the counter.
law-fee-open = The fee on this day is not known: a change is planned, its amount was not seen.
law-office = Applications from { $prefecture } are received by the { $en }.
law-no-office = Which office receives applications from { $prefecture } is not known.
law-no-procedure = There is no procedure called “{ $procedure }”.
law-no-status = There is no status of residence called “{ $status }”.
law-no-rows = This version has no rules yet for this procedure and { $status-en }. Ask the regional immigration services bureau.
law-no-filer = This version has no rules yet on whether this person may file it.
law-no-expiry = With the day the period of stay ends, the days for filing can be told.
law-no-window = No rule on the days for filing applies on this day.
law-no-fee = No rule on the fee applies on this day.
law-category-open = The category (1 to 4) of the organisation decides which documents are needed.
