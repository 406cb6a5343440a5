# Reasons of a verdict: law-<code of the reason>
law-opens = Accepted from about { $date } (about 3 months before the stay ends on { $expires }).
law-opens-short = For a period of stay under 6 months, no first day of acceptance is published.
law-not-yet = Too early: accepted from about { $date }. The law sets no first day, so it can go on with a reason, such as a stay in hospital or a long business trip.
law-online-last = Online until { $date }, the day before the stay ends.
law-counter-last = At the counter until { $date }, the day the stay ends.
law-counter-only = Not online on the last day of the stay ({ $expires }) or after. At the counter only, until { $date }.
law-too-late = The period of stay ended on { $expires }: staying on is an overstay, unless an application was filed in time.
law-closing-day = Offices are closed on { $date }. Plan to file by { $plan }. Filing on the next working day, { $next }, still counts as in time, but does not lengthen the stay.
law-closing-open = The holidays of that year are not listed, so it is not known whether offices are closed on { $date }.
law-special = Filed in time and undecided when the stay ends: the present status goes on until the decision or { $date }, whichever is first.
law-special-short = A stay of 30 days or less has no special period after it ends.
law-scope-yes = { $who ->
    [organisation] Everyone with an organisation in Japan can file this online.
    [supporter] This can be filed online when the supporter's own status is one that is taken online.
    [activity] This can be filed online when the status of the activity is one that is taken online.
    [supervising] This is filed online by the supervising organisation only.
   *[all] Everyone can file this online.
}
law-scope-no = This application is excluded from the online system.
law-who-yes = { $by ->
    [self] The applicant can file it, with a My Number card.
    [legal-representative] The legal representative can file it.
    [relative] The relative can file it.
    [agent] A lawyer or administrative scrivener can file it.
   *[organisation] Staff of the organisation of affiliation can file it.
}
law-who-if = A relative can file online only if the applicant is under 16, or cannot apply because of illness or another reason. If so, yes; if not, no.
law-who-no = This person cannot file it online.
law-who-too-young = Under 15 the applicant cannot file in person; the legal representative does.
law-who-short-stay = With a period of stay of 3 months or less the applicant cannot sign in with a card, and so not file online.
law-fee = { $kind ->
    [single] Fee, one re-entry: { $online } yen online, { $counter } yen at the counter, paid when permission is given.
    [multiple] Fee, several re-entries: { $online } yen online, { $counter } yen at the counter, paid when permission is given.
   *[one] The fee is paid when permission is given: { $online } yen online, { $counter } yen at the counter.
}
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
law-fee-none = There is no fee.
law-any = A change can be filed any day while the stay is valid, promptly when the activity changes.
law-special-none = Permanent residence alone gives no special period: the present status ends with the stay.
law-scope-counter = This is not taken online. It is filed at the counter.
law-scope-none = There is no { $procedure ->
    [coe] certificate of eligibility
    [extension] extension of the stay
    [acquisition] acquisition
   *[other] such application
} for { $status-en }.
law-no-organisation = Without an organisation in Japan this cannot be filed online.
law-readings = The sources can be read in two ways. One: { $yes-en }. The other: { $no-en }.
law-open = The sources leave this open.
law-not-alone = The { $en } cannot be filed online alone, only together with a change, an extension or an acquisition.
law-together-not = The { $en } cannot be filed online together with it:
law-together-fee = { $kind ->
    [single] Filed together, re-entry permit for one re-entry: a fee of { $online } yen online, { $counter } yen at the counter, paid when permission is given.
    [multiple] Filed together, re-entry permit for several re-entries: a fee of { $online } yen online, { $counter } yen at the counter, paid when permission is given.
   *[one] Filed together, { $en }: a fee of { $online } yen online, { $counter } yen at the counter, paid when it is granted.
}
law-from-visitor = From Temporary Visitor no change can be filed online; at the counter only where special circumstances make it unavoidable.
law-from-excluded = Holders of this status ({ $held-en }) are excluded from the online system.
law-activity-open = Whether this is taken online depends on the number of the designated activity.
law-no-activity = There is no designated activity no. { $no }.
law-activity-ended = Designated activity no. { $no } ({ $en }) is no longer in the notification.
law-activity-no = Designated activity no. { $no } ({ $en }) is not taken online.
law-activity-not-this = For designated activity no. { $no } ({ $en }) this procedure is not taken online.
law-activity-differs = For designated activity no. { $no } ({ $en }) the sources differ: one list has this procedure, the other excludes it.
law-activity-unknown = Designated activity no. { $no } ({ $en }): the agency's list was read in part only. If it is listed, it is taken online; if not, at the counter only.
law-activity-organisation = Designated activity no. { $no } ({ $en }): everyone with an organisation in Japan can file online.
law-activity-all = Designated activity no. { $no } ({ $en }): everyone can file online.
law-who-supervising = For this status the supervising organisation alone files online.
law-who-not-holding = Holders of this status are not mid- to long-term residents and cannot sign in with a card.
law-certificate-ended = The certificate of the My Number card has ended: nobody can sign in with it.
law-no-event = With the day of the birth, or of the loss of Japanese nationality, the days for filing can be told.
law-event-last = Online within 30 days of { $since }: until { $date }.
law-event-ahead = The day { $since } has not come yet.
law-event-open = Today is the 30th day by one count, and a day too late by the other: { $date } was the last day if the day itself counts, { $also } is if not.
law-event-late = The 30 days since { $since } have passed ({ $also }).
law-event-stay = Without a status one may stay until { $stay } (60 days).
law-event-over = The 60 days since { $since } ended on { $stay }: staying on is an overstay.
law-valid-any = It can be filed any day while the stay is valid.
law-valid-until = It can be filed any day while the stay is valid, until { $date }.
law-landing = Once issued, the certificate is good for { $months } months: enter Japan within them.
law-notice-agency = Not notified yet: { $en }. The agency is notified within 14 days; do so before filing, because an extension or a change also looks at whether the notices were given.
law-notice-municipality = Not notified yet: { $en }. The municipality is notified within 14 days; do so before filing.
law-notice-bureau = Not told to the bureau yet: { $en }. It is told within 14 days; do so before filing.

# What remains: law-<id of the way>
law-way-notice = First notify: in the Electronic Notification System, by post or at the counter.
law-way-notice-municipality = First notify the municipality.
law-way-notice-bureau = First tell the bureau, and have the card changed.
law-way-overstay = Go to the bureau in person at once and tell how it came to this; do not wait to be found.
law-way-counter-today = File it at the counter of the bureau, on paper.
law-way-counter = File it at the counter of the bureau.
law-way-paper = It goes on the paper form, with the same answers as here.
law-way-alone = Alone, it is filed at the counter of the bureau.
law-way-together = File it together with a change, an extension or an acquisition: then it goes online.
law-way-abroad = The usual way: a certificate of eligibility is applied for by the organisation or family in Japan, and a visa at the embassy abroad.
law-way-unavoidable = Where special circumstances make it unavoidable, ask at the counter of the bureau before the stay ends.
law-way-visa = A visa for this status is applied for at a Japanese embassy or consulate abroad.
law-way-card = The stay has no end. What ends is the card: renew it at the bureau.
law-way-hsp1 = This status is reached by a change from Highly Skilled Professional (i).
law-way-permanent = This status is reached by an application for permanent residence in Japan.
law-way-special-permanent = Special permanent residents are seen to at the municipality.
law-way-extension-too = If the stay ends before the decision on permanent residence, file an extension of the present status as well; that goes online.
law-way-change = Instead of an extension, ask for a change to the status of what is done now.
law-way-representative = The legal representative (parent or guardian) files it online.
law-way-others = The applicant's legal representative, a lawyer or administrative scrivener, or staff of the organisation can file it online.
law-way-supervising = Ask the supervising organisation to file it.
law-way-certificate = First renew the certificate, and the card where it has ended, at the municipality.
law-way-activity = Look the number up in the designation paper in the passport, or ask.
law-way-reason = Prepare it now; with a reason such as a stay in hospital or a long business trip it can be filed early.
law-way-event-late = Go to the bureau at once, with the birth certificate or the proof of the day.
law-way-ask = Ask before it is filed.
