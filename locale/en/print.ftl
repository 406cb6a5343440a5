# Prints
print-receipt-title = Receipt of application
print-receipt-practice = Practice: nothing was filed with the Immigration Services Agency.
print-receipt-number = Receipt number
print-receipt-time = Received at (Japan time)
print-receipt-applicant = Applicant
print-receipt-procedure = Procedure
print-receipt-status = Status of residence
print-receipt-office = Office in charge
print-receipt-unchecked = Phone number and details not checked; see the official notice.
print-receipt-form = SHA-256 of the application
print-receipt-files = Files received (SHA-256)
print-receipt-no-files = None
print-receipt-signed = Electronic signature
print-receipt-unsigned = The signer was not verified
print-receipt-verify = To check the signature, run “madoguchi verify FILE” on the receipt file.
