# Cards in words: which card lies on the reader, and what it can give. `card-<family>`, families as in `card list --json`.
card-my-number = My Number card
card-residence-1 = Residence card (first generation)
card-residence-2 = Residence card (second generation)
card-residence-special = Specified residence card (residence card and My Number card in one)
card-special-permanent = Special permanent resident certificate
card-other = Another card
card-none = No card
card-offers-my-number = Gives name, date of birth, sex and address, with its 4-digit PIN.
card-offers-residence-1 = Gives what its chip holds, with the number on the card.
card-offers-residence-2 = Gives what its chip holds, with the number on the card.
card-offers-residence-special = Gives name, date of birth, sex and address, with its 4-digit PIN.
card-offers-special-permanent = Gives what its chip holds, with the number on the card.
card-offers-other = Nothing on it is for this form. For a My Number card, use a reader for Type B cards.
card-offers-none = Lay the card flat on the reader and leave it there.
card-tries = { $left ->
    [0] This PIN is blocked
    [1] 1 try left
   *[other] { $left } tries left
 }
card-reader-practice = Practice card, inside this program
card-split-guess = The card has one field for the name; where it is divided is a guess.

# Is a residence card genuine: `card-genuine-<verdict>`, and the reason `card-why-<reason>`.
card-genuine-yes = Genuine: the check code fits what the card holds, and a pinned certificate stands behind it.
card-genuine-no = NOT genuine.
card-genuine-unknown = Whether it is genuine cannot be told.
card-why-no-check-code = There is no check code on the card.
card-why-certificate = The certificate on the card cannot be read.
card-why-check-code = The check code does not fit what the card holds: something was changed.
card-why-issuer = The check code fits, but no certificate in the folder `trust` has issued the card's. Lay the certificate of the Immigration Services Agency there.
card-why-practice = It is a practice card.
card-why-not-opened = Its residence data are not read: how a specified residence card is given its session key was not seen in a published text. Nothing was tried in its place. It is read as a My Number card with its 4-digit PIN; type the rest from the card.
