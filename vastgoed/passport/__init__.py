"""The material passport: kilograms per class of material and element, each with where it comes from.

`library` knows the classes and recognises names, `masses` weighs, `choose` takes one model per building, `section`
shows. What cannot be known stays a share; nothing is guessed.
"""
