# What a client has to do by when: law-<code of the deadline>. $also is `none` where there is no second reading.
law-due-stay-online = File online for an extension or a change until { $day }, the day before the stay ends.
law-due-stay-counter = The stay ends on { $since }: file at the counter by { $day }. { $also ->
    [none] Staying on without filing is an overstay.
   *[other] Offices are closed on the last day; { $also } still counts as in time, but does not lengthen the stay.
}
law-due-special = Only if filed in time and undecided: the old status goes on until the decision, or { $day } at the latest. { $also ->
    [none] After that day it is an overstay.
   *[other] By another count { $also }; do not rely on it.
}
law-due-card = Renew the residence card at the bureau by { $day }.
law-due-card-special = Renew the special permanent resident certificate at the municipality by { $day }.
law-due-card-16 = Turning 16: renew the residence card at the bureau by { $day }.
law-due-passport = The passport ends on { $day }: renew it at the embassy or consulate.
law-due-certificate = The electronic certificate of the My Number card ends on { $day }: renew it at the municipality, or signing in fails.
law-due-user-id = The user ID of the online system ends on { $day }: renew it.
law-due-organisation = Notify the agency of the organisation (event of { $since }) by { $day }.
law-due-school = Notify the agency of the school (event of { $since }) by { $day }.
law-due-spouse = Notify the agency that the marriage ended ({ $since }) by { $day }.
law-due-address = Notify the municipality of the address (since { $since }) by { $day }, with the residence card.
law-due-card-items = Notify the bureau of the change of { $since } by { $day }; a new card is issued.
law-due-card-lost = Apply at the bureau for a new card by { $day } (lost: { $since }).
law-due-birth-notice = Notify the municipality of the birth of { $since } by { $day }.
law-due-acquisition = Apply for permission to acquire a status by { $day } (event of { $since }). By another count { $also }; do not rely on it.
law-due-sixty = Without a status one may stay until { $day } only (event of { $since }). By another count { $also }; do not rely on it.
law-due-activity = The activity stopped on { $since }: after { $day } the status can be revoked. Take up the activity again, or apply for a change.
law-due-marriage = The marriage ended on { $since }: after { $day } the status can be revoked. Apply for a change.
law-due-landing = The certificate of eligibility of { $since } is good for 3 months: enter Japan by { $day }. By another count { $also }; do not rely on it.

# By which way: law-route-<word>
law-route-online = online
law-route-counter = at the counter of the bureau
law-route-municipality = at the municipality
law-route-paper = on the paper form
law-route-notice = notice: electronic, by post or at the counter
law-route-embassy = at the embassy or consulate
law-route-decision = wait for the decision
law-route-entry = enter Japan
law-route-leave = leave Japan
