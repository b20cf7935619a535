"""Steps nobody gains by breaking: in what order and size both sides of a deal should be done."""
