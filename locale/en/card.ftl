# Cards in words: which card lies on the reader, and what it can give. `card-<family>`, families as in `card list --json`.
card-my-number = My Number card
card-residence-1 = Residence card (first generation)
card-residence-2 = Residence card (second generation)
card-residence-special = Specific residence card (residence card and My Number card in one)
card-special-permanent = Special permanent resident certificate
card-other = Another card
card-none = No card
card-offers-my-number = Gives name, date of birth, sex and address, with its 4-digit PIN.
card-offers-residence-1 = Only its kind is read here.
card-offers-residence-2 = Only its kind is read here.
card-offers-residence-special = Gives name, date of birth, sex and address, with its 4-digit PIN.
card-offers-special-permanent = Only its kind is read here.
card-offers-other = Nothing on it is for this form. For a My Number card, use a reader for Type B cards.
card-offers-none = Lay the card flat on the reader and leave it there.
card-tries = { $left ->
    [0] This PIN is blocked
    [1] 1 try left
   *[other] { $left } tries left
 }
card-reader-practice = Practice card, inside this program
card-split-guess = The card has one field for the name; where it is divided is a guess.
